### Ұйымдастырушы: ұсыныс жинау науқаны

campaign-none =
    <b>Ұсыныс жинау науқаны</b>

    Қазір ашық науқан жоқ. Жаңасын осы чатта құруға болады: екі тілдегі атауын және екі мерзімді жазасыз, тексересіз, растайсыз.
campaign-latest = Соңғы науқан: { $name }
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
campaign-button-changes = Баптауларды өзгерту
campaign-button-pauses = Уақытша тоқтату
campaign-button-shortlist = Қысқа тізім
campaign-button-outcomes = Ұсыныстардың нәтижесі
campaign-button-stats = Статистика
campaign-button-announcements = Хабарландырулар
campaign-button-import = Импорт
campaign-button-sections = Форум секциялары
campaign-button-history = Өзгерістер тарихы
campaign-button-past = Өткен форумдар
campaign-button-team = Команда
campaign-button-campaign = Науқан

campaign-step = { $step }-қадам, барлығы { $total }
campaign-ask-name-kk =
    <b>Қазақша атауы</b>
    Науқанның қазақша атауын жазыңыз: { $minimum }–{ $maximum } таңба. Мысалы: «XIII Азаматтық форум»
campaign-ask-name-ru =
    <b>Орысша атауы</b>
    Сол атауды орысша жазыңыз: { $minimum }–{ $maximum } таңба. Мысалы: «XIII Гражданский форум»
campaign-ask-collecting-until =
    <b>Ұсыныс қабылдаудың соңғы күні</b>
    Күнді мына үлгімен жазыңыз: { $example }. Ұсыныс осы күннің соңына дейін қабылданады.
campaign-ask-voting-until =
    <b>Дауыс берудің соңғы күні</b>
    Күнді мына үлгімен жазыңыз: { $example }. Ұсыныс қабылдаудың соңғы күнінен ерте болмауға тиіс.
campaign-preview = <b>Тексеріп шығыңыз</b>
campaign-preview-note = Ұсыныс қабылдау науқан құрылған сәттен басталады.
campaign-button-create = Құру
campaign-created = <b>Науқан ашылды.</b> Тұрғындар енді ұсыныс жібере алады.
campaign-cancelled = Әрекет тоқтатылды: науқан құрылған жоқ.

campaign-end-ask =
    <b>Науқанды аяқтау</b>
    { $name }

    Ұсыныс қабылдау да, дауыс беру де бірден тоқтайды. Аяқталған науқанды қайта ашуға болмайды.
campaign-button-end-sure = Иә, аяқтау
campaign-ended = <b>Науқан аяқталды.</b>
campaign-buttons-only = Науқанды құру немесе өзгерту үшін төмендегі батырмаларды пайдаланыңыз.
campaign-name-empty = Атауы бос. Науқанның атауын сөзбен жазыңыз.
