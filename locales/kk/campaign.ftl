### Ұйымдастырушы: ұсыныс жинау науқаны

campaign-none =
    <b>Ұсыныс жинау науқаны</b>

    Қазір ашық науқан жоқ. Жаңасын осы чатта құруға болады: екі тілдегі атауын және екі мерзімді жазасыз, тексересіз, растайсыз.
campaign-title = <b>{ $name }</b>
campaign-name-kk = Қазақша атауы: { $name }
campaign-name-ru = Орысша атауы: { $name }
campaign-phase = Кезеңі: { $phase }
campaign-collecting = Ұсыныс қабылдаудың соңғы күні: { $date }
campaign-voting = Дауыс берудің соңғы күні: { $date }
campaign-published = Жарияланған ұсыныс: { $count }
campaign-button-new = Науқан құру
campaign-button-end = Науқанды аяқтау
campaign-button-export = Экспорт
campaign-button-team = Команда
campaign-button-campaign = Науқан

campaign-step = { $step }-қадам, барлығы { $total }
campaign-ask-name-kk =
    <b>Қазақша атауы</b>
    Науқанның қазақша атауын жазыңыз: { $minimum }–{ $maximum } таңба. Мысалы: «XIII Азаматтық форум»
campaign-ask-name-ru =
    <b>Орысша атауы</b>
    Сол атауды орысша жазыңыз: { $minimum }–{ $maximum } таңба. Мысалы: «XIII Гражданский форум»
campaign-ask-collecting =
    <b>Ұсыныс қабылдаудың соңғы күні</b>
    Күнді мына үлгімен жазыңыз: { $example }. Ұсыныс осы күннің соңына дейін қабылданады.
campaign-ask-voting =
    <b>Дауыс берудің соңғы күні</b>
    Күнді мына үлгімен жазыңыз: { $example }. Ұсыныс қабылдаудың соңғы күнінен ерте болмауға тиіс.
campaign-preview = <b>Тексеріп шығыңыз</b>
campaign-preview-note = Ұсыныс қабылдау және дауыс беру науқан құрылған сәттен басталады.
campaign-button-create = Құру
campaign-button-name-kk = Қазақша атауы
campaign-button-name-ru = Орысша атауы
campaign-button-collecting = Қабылдау мерзімі
campaign-button-voting = Дауыс беру мерзімі
campaign-created = <b>Науқан ашылды.</b> Тұрғындар енді ұсыныс жібере алады.
campaign-cancelled = Әрекет тоқтатылды: науқан құрылған жоқ.
campaign-dates-order = Дауыс берудің соңғы күні ұсыныс қабылдаудың соңғы күнінен ерте болмауға тиіс. Ұсыныс қабылдаудың соңғы күні: { $date }

campaign-end-ask =
    <b>Науқанды аяқтау</b>
    { $name }

    Ұсыныс қабылдау да, дауыс беру де бірден тоқтайды. Аяқталған науқанды қайта ашуға болмайды.
campaign-button-end-sure = Иә, аяқтау
campaign-ended = <b>Науқан аяқталды.</b>
campaign-date-far = Бұл күн тым алыс. Ең кеш дегенде мына күнді жазыңыз: { $date }
campaign-buttons-only = Науқанды құру немесе өзгерту үшін төмендегі батырмаларды пайдаланыңыз.
campaign-name-empty = Атауы бос. Науқанның атауын сөзбен жазыңыз.
