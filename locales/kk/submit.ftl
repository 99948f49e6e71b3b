### Ұсыныс жіберу

submit-step = { $step }-қадам, барлығы { $steps }.

submit-place =
    <b>Аумағы</b>
    Ұсыныс қай аумаққа қатысты? Екі жағдайда да оны өңіріңіздің модераторы қарайды.
submit-topic =
    <b>Сала</b>
    Ұсынысыңызға жақын саланы таңдаңыз.
submit-title =
    <b>Атауы</b>
    Ұсыныс не туралы екенін қысқаша жазып жіберіңіз: { $minimum }–{ $maximum } таңба. Мысалы: «Аялдамаларға пандус орнату»
submit-text =
    <b>Мәтіні</b>
    Қандай мәселе бар және нені ұсынасыз? Бір хабарламамен жазып жіберіңіз: { $minimum }–{ $maximum } таңба.
    Телефон нөмірін, ЖСН мен мекенжайды жазбаңыз: жарияланған мәтінді бәрі оқиды.
submit-files =
    <b>Файлдар</b> (міндетті емес)
    Фотосурет, құжат немесе картадағы орынды жіберіңіз: хабарлама жолының жанындағы қыстырғыш белгісін (📎) басыңыз. Файл саны: ең көбі { $maximum }, бір файлдың көлемі: ең көбі { $megabytes } МБ.
submit-files-added = Қосылғаны: { $files }
submit-now = Қазіргісі: { $value }
submit-now-title = Қазіргі атауы: <code>{ $title }</code>
submit-now-text =
    Қазіргі мәтіні:
    <code>{ $text }</code>

submit-keep = Өзгертпей қалдыру
submit-done = Дайын
submit-clear-files = Файлдарды алып тастау
submit-files-cleared = Файлдар алып тасталды
submit-files-photos = { $count } фотосурет
submit-files-documents = { $count } құжат
submit-files-place = картадағы орын
submit-files-none = жоқ
submit-file-line = { $number }. { $name }
submit-file-photo = Фотосурет
submit-file-document = Құжат
submit-file-place = Картадағы орын
submit-drop-file = { $number }-файлды алып тастау
submit-file-dropped = Файл алып тасталды
submit-place-replaced = Картадағы орын жаңасына ауыстырылды: ұсынысқа бір ғана орын қосуға болады.
submit-place-live = Қозғалып тұратын орын қабылданбайды. Картадан бір нүктені таңдап, қайта жіберіңіз.

submit-preview = <b>Тексеріп шығыңыз</b>
submit-preview-returned = <b>Пысықтап, қайта жіберіңіз</b>
submit-preview-files = Файл: { $files }
submit-preview-hint = Бәрі дұрыс болса, «Жіберу» батырмасын басыңыз. Түзететін жері болса, төмендегі батырмалар арқылы өзгертіңіз.
submit-remark = Модератордың ескертуі: { $remark }
submit-change-title = Атауы
submit-change-text = Мәтіні
submit-change-place = Аумағы
submit-change-topic = Сала
submit-change-files = Файл
submit-later = Кейінге қалдыру

submit-found =
    <b>Аяқталмаған қаралама бар</b>
    { $title }
submit-found-untitled = <b>Аяқталмаған қаралама бар</b>
submit-found-hint = Жалғастырасыз ба? Жаңадан бастасаңыз, бұл қаралама жойылады.
submit-anew = Жаңадан бастау

submit-cancel =
    <b>Тоқтата тұрасыз ба?</b>
    Қаралама сақталған: кейін «Ұсыныс жіберу» батырмасын басып, жалғастыра аласыз.
submit-cancel-returned =
    <b>Тоқтата тұрасыз ба?</b>
    Өзгерістер сақталған: кейін «Менікі» бөлімінен жалғастырып, қайта жібере аласыз.
submit-delete = Қараламаны жою
submit-delete-sure =
    <b>Қараламаны жоясыз ба?</b>
    Жазғаныңыз бен қосқан файлдарыңыз жойылады, оларды қалпына келтіру мүмкін емес.
submit-delete-yes = Иә, жою
submit-kept = Қаралама сақталды. Жалғастыру үшін «Ұсыныс жіберу» батырмасын басыңыз.
submit-kept-returned = Өзгерістер сақталды. Жалғастыру үшін «Менікі» бөлімін ашыңыз.
submit-deleted = Қаралама жойылды.
submit-new = Жаңа ұсыныс

submit-receipt = <b>№ { $number }</b> ұсынысыңыз тіркелді.
submit-receipt-again = <b>№ { $number }</b> ұсынысыңыз қайта жіберілді.
submit-receipt-next = Өңір модераторы { $days } жұмыс күні ішінде қарайды. Шешімді осы чатта хабарлаймыз.
submit-receipt-until = Мерзімнің соңғы күні: { $date }, { $weekday }.
submit-receipt-print = Мәтіннің бақылау коды: <code>{ $print }</code>. Мәтіннің өзгермегенін осы код арқылы тексеруге болады.
submit-receipt-share = «Бөлісу» батырмасы арқылы жіберілген сілтеме ұсыныс жарияланғаннан кейін ашылады.
submit-copy-print = Кодты көшіру
submit-share = Азаматтық форумға жіберген ұсынысым: № { $number } «{ $title }»
submit-open = Ұсынысты ашу

submit-button-expected = Бұл қадамда төмендегі батырмалардың бірін басыңыз.
submit-not-text =
    { $kind ->
        [sticker] Стикер қабылданбайды.
        [voice] Дауыстық хабарлама қабылданбайды.
        [video] Бейнежазба қабылданбайды.
        [audio] Аудиожазба қабылданбайды.
        [animation] Анимация қабылданбайды.
        [contact] Контакт қабылданбайды.
        [poll] Сауалнама қабылданбайды.
        [file] Файл мен картадағы орынды соңғы қадамда қосасыз.
       *[other] Мұндай хабарлама қабылданбайды.
    } Бұл қадамда мәтін жазып жіберіңіз.
submit-not-file = Бұл қадамда фотосурет, құжат немесе картадағы орынды жіберіңіз. Файл керек болмаса, төмендегі батырманы басыңыз.
