### Ұйымдастырушыға: дауыс беруден кейін ұсыныстың не болғаны

outcomes-title =
    <b>Ұсыныстардың нәтижесі</b>
    { $name }
outcomes-line = { $state }: { $count }
outcomes-due = Жауап мерзімі 3 жұмыс күні ішінде аяқталатыны: { $soon }. Мерзімі өткені: { $overdue }
outcomes-none = Әзірге қысқа тізімге енген ұсыныс жоқ. Дауыс беру аяқталған соң алдымен қысқа тізім жасалады, нәтиже содан кейін тіркеледі.
outcomes-hint = Ұсынысты нөмірі бойынша да ашуға болады, мысалы: /outcomes 214
outcomes-short-shortlisted = Іріктелгені
outcomes-short-recommended = Ұсынымдарда
outcomes-short-sent = Жолданғаны
outcomes-short-answered = Жауап алынғаны
outcomes-short-in-progress = Орындалуда
outcomes-short-done = Іске асырылғаны
outcomes-short-declined = Бас тартылғаны
outcomes-button-state = { $state } · { $count }
outcomes-list-title = <b>{ $state }</b> · { $total }
outcomes-narrowed = Көрсетілгені: { $by }
outcomes-item = <b>№ { $number }</b> { $title }
outcomes-item-due = мерзімі: { $date }
outcomes-item-over-now = <b>мерзімі өтті</b>: { $date }
outcomes-item-over = <b>мерзімі өтті</b>: { $date }, содан бері { $late } жұмыс күні өтті
outcomes-empty = Бұл тізімде ұсыныс жоқ.
outcomes-button-narrow = Сүзгі
outcomes-button-overview = Барлық мәртебе
outcomes-button-all = Барлығын көрсету
outcomes-choose = <b>Қай секцияның немесе қай өңірдің ұсыныстарын көрсету керек?</b>
outcomes-all-sections = барлық секция
outcomes-button-recommend-all = Бәрін ұсынымдарға енгізу
outcomes-recommend-ask =
    <b>Бәрі ұсынымдарға енгізілсін бе?</b>
    Секция: { $section }
    Ұсыныс саны: { $count }

    10 минуттан кейін бұл туралы авторларға, қолдағандарға және бақылап жүргендерге хабарланады. Оған дейін әрқайсысын жеке, ал алғашқы 9 минутта бәрін бірге қайтарып алуға болады.
outcomes-button-recommend-sure = Иә, енгізу: { $count }
outcomes-recommend-none = Бұл секцияда ұсынымдарға енгізілетін ұсыныс қалмаған.
outcomes-recommended-all = Ұсынымдарға енгізілді: { $count }
outcomes-undo-all = Қате кетсе, бірге енгізілген ұсыныстардың бәрін бірге қайтарып алуға болады. Қайтарып алуға болатыны: { $count }. Соңғы мерзімі: { $until }.
outcomes-button-undo-all = Бәрін қайтарып алу: { $count }
outcomes-undone-all = Ұсынымдардан қайтарып алынды: { $count }. Бұл туралы ешкімге хабарланбайды.

outcomes-step = { $at }. <b>{ $state }</b>
outcomes-step-by = { $at }. <b>{ $state }</b> ({ $name })
outcomes-earlier = Бұдан бұрынғы қадам саны: { $count }
outcomes-undo-until = Қате кетсе, қадамды қайтарып алуға болады. Соңғы мерзімі: { $until }. Содан кейін бұл туралы авторға, қолдағандарға және бақылап жүргендерге хабарланады.
outcomes-saved = Қадам тіркелді.
outcomes-undone = Қадам қайтарып алынды. Ол туралы ешкімге хабарланбайды.
outcomes-acts-undone = Қадам қайтарып алынды. Мәртебесі: { $state }
outcomes-button-recommended = Ұсынымдарға енгізу
outcomes-button-sent = Жолданғанын тіркеу
outcomes-button-answer = Жауапты жариялау
outcomes-button-in-progress = Орындала бастағанын тіркеу
outcomes-button-later = Жаңа мерзім белгілеу
outcomes-button-done = Іске асырылғанын тіркеу
outcomes-button-declined = Бас тартылғанын тіркеу
outcomes-button-undo = Қадамды қайтарып алу
outcomes-button-words = Мәтіні: { $state }
outcomes-button-card = Ұсынысты ашу
outcomes-button-list = ‹ Тізімге

outcomes-ask-addressee =
    <b>№ { $number } ұсыныс кімге жолданды?</b>
    Тізімнен таңдаңыз немесе атауындағы сөзді жазып іздеңіз.
outcomes-found = Ізделген сөз: { $words }
outcomes-found-none = Мұндай атау табылмады: { $words }. Басқаша жазып көріңіз немесе жаңасын қосыңыз.
outcomes-addressees-none = Тізім әзірге бос. Алғашқы органды немесе ұйымды қосыңыз.
outcomes-addressee-line = { $place }. { $name }
outcomes-button-new-addressee = Жаңасын қосу
outcomes-button-all-addressees = Бүкіл тізім
outcomes-ask-name-kk =
    <b>Органның немесе ұйымның қазақша атауы</b>
    Толық атауын жазыңыз, { $minimum }–{ $maximum } таңба. Мысалы: Қостанай облысының әкімдігі
outcomes-ask-name-ru =
    <b>Енді орысша атауы</b>
    Толық атауын жазыңыз, { $minimum }–{ $maximum } таңба. Мысалы: Акимат Костанайской области
outcomes-name-kk = Қазақша атауы: { $name }
outcomes-ask-sent =
    <b>Қай күні жолданды?</b>
    Батырмамен таңдаңыз немесе күнді жазыңыз. Мысалы: { $example }
outcomes-button-today = Бүгін, { $date }
outcomes-button-yesterday = Кеше, { $date }
outcomes-ask-due =
    <b>Жауап беру мерзімі қай күні аяқталады?</b>
    Заң бойынша мемлекеттік орган жолданымға 15 жұмыс күні ішінде жауап береді. Сонда соңғы күні: { $date }. Басқа мерзім белгіленген болса, соңғы күнін жазыңыз.
outcomes-button-suggested = Соңғы күні: { $date }
outcomes-preview = <b>Тексеріп шығыңыз</b>
outcomes-preview-told = 10 минуттан кейін бұл туралы авторға, қолдағандарға және бақылап жүргендерге хабарланады. Оған дейін қадамды қайтарып алуға болады.
outcomes-button-save = Тіркеу
outcomes-change-addressee = Кімге
outcomes-change-sent = Жолданған күні
outcomes-change-due = Мерзімі
outcomes-buttons-only = Бұл қадамда батырманы басыңыз: мәтін керек емес.

outcomes-ask-kk =
    { $kind ->
        [answer]
            <b>№ { $number } ұсынысқа келген жауап, қазақша</b>
            Жауаптың қазақша мәтінін жіберіңіз, { $minimum }–{ $maximum } таңба. Содан кейін орысша мәтіні сұралады.
       *[news]
            <b>№ { $number } ұсыныс бойынша не өзгерді, қазақша</b>
            Бір-екі сөйлеммен жазыңыз, { $minimum }–{ $maximum } таңба. Содан кейін орысша мәтіні сұралады.
    }
outcomes-ask-ru =
    { $kind ->
        [answer]
            <b>№ { $number } ұсынысқа келген жауап, орысша</b>
            Жауаптың орысша мәтінін жіберіңіз, { $minimum }–{ $maximum } таңба. Жауап екі тілдегі мәтіні болғанда ғана жарияланады.
       *[news]
            <b>№ { $number } ұсыныс бойынша не өзгерді, орысша</b>
            Бір-екі сөйлеммен жазыңыз, { $minimum }–{ $maximum } таңба. Хабар екі тілдегі мәтіні болғанда ғана жарияланады.
    }
outcomes-written = Қазіргі мәтіні:
outcomes-kept = Бұрын жаза бастаған мәтініңіз сақталған, соны жалғастырасыз.
outcomes-kept-hint = Жазғаныңыз сақталып тұрады, кейін жалғастыруға болады. «Бас тарту» батырмасы оны өшіреді.
outcomes-button-preview = Жазылғанын көру
outcomes-ask-files =
    <b>Қоса берілетін файлдар</b>
    Хаттың фотосуретін немесе құжатты бір-бірлеп жіберіңіз, ең көбі { $maximum } файл. Файл болмаса, жалғастыра беріңіз.

    Қосылған файл: { $count }
outcomes-files-expected = Бұл қадамда фотосурет немесе құжат керек. Файл болмаса, «Жалғастыру» батырмасын басыңыз.
outcomes-button-no-files = Файлдарды алып тастау
outcomes-ask-meaning =
    <b>Бұл жауап нені білдіреді?</b>
    Ұсыныстың мәртебесі осыған қарай өзгереді.
outcomes-means-answered = Тек жауап берілді
outcomes-means-in-progress = Орындала бастады
outcomes-means-done = Іске асырылды
outcomes-means-declined = Бас тартылды
outcomes-ask-until =
    <b>Орындау мерзімі қай күні аяқталады?</b>
    Күнді жазыңыз. Мысалы: { $example }
outcomes-preview-kk = <b>Қазақша</b>
outcomes-preview-ru = <b>Орысша</b>
outcomes-preview-files = Қоса берілген файл: { $count }
outcomes-missing-kk = Қазақша мәтіні жоқ, онсыз жариялауға болмайды. Оны жазыңыз, орысша мәтіні сақтаулы тұр.
outcomes-missing-ru = Орысша мәтіні жоқ, онсыз жариялауға болмайды. Оны жазыңыз, қазақша мәтіні сақтаулы тұр.
outcomes-missing-meaning = Мәртебесі таңдалмаған, онсыз жариялауға болмайды. Төмендегі батырмамен таңдаңыз.
outcomes-missing-until = Орындау мерзімі белгіленбеген, онсыз жариялауға болмайды. Төмендегі батырмамен белгілеңіз.
outcomes-foreign-kk = Назар аударыңыз: қазақша бөлікке басқа тілдегі мәтін жазылған сияқты.
outcomes-foreign-ru = Назар аударыңыз: орысша бөлікке басқа тілдегі мәтін жазылған сияқты.
outcomes-button-publish = Жариялау
outcomes-change-kk = Қазақша мәтіні
outcomes-change-ru = Орысша мәтіні
outcomes-change-files = Файлдар
outcomes-change-meaning = Мәртебесі
outcomes-change-until = Мерзімі

error-outcome-recorded =
    Бұл қадамды басқа ұйымдастырушы бұрын тіркеген: { $by }. Қазіргі мәртебесі: { $state ->
        [recommended] ұсынымдарға енгізілді
        [sent] жолданды
        [answered] жауап алынды
        [in_progress] орындалуда
        [done] іске асырылды
       *[declined] бас тартылды
    }.
error-outcome-not-next = Ұсыныстың мәртебесі бұл қадамға сай келмейді. Ұсынысты қайта ашып қараңыз.
error-outcome-undone = Бұл қадамды басқа ұйымдастырушы қайтарып алған: { $by }.
error-outcome-late = Мұны { $minutes } минут ішінде ғана қайтарып алуға болады, ол уақыт өтіп кетті.
error-outcome-gone-on = Содан бері ұсыныстың мәртебесі өзгерген. Ұсынысты қайта ашып қараңыз.
error-answer-length = Мәтін { $minimum }–{ $maximum } таңба болуға тиіс, жазылғаны: { $length }. Қысқартып немесе толықтырып, қайта жіберіңіз.
error-answer-one-language = Жауап екі тілдегі мәтіні болғанда ғана жарияланады. Жетіспей тұрған мәтінді жазыңыз.
error-answer-same = Екі тілдегі мәтін бірдей. Әр тілде өз мәтінін жазыңыз: тұрғындар оны өз тілінде оқиды.
error-addressee-length = Атауы { $minimum }–{ $maximum } таңба болуға тиіс, жазылғаны: { $length }. Қайта жазып жіберіңіз.
error-addressee-taken = Мұндай атау тізімде бар. Артқа қайтып, тізімнен таңдаңыз немесе басқа атау жазыңыз.
error-sent-ahead = Бұл күн әлі келген жоқ. Ұсыныс жолданған күнді жазыңыз.
error-sent-long-ago = Бұл күннен бері бір жылдан астам уақыт өтті. Жылын тексеріп, қайта жазыңыз.
error-due-before-sent = Жауап мерзімі ұсыныс жолданған күннен бұрын болмайды. Кейінгі күнді жазыңыз.
