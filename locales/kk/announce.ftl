### Ұйымдастырушы: тұрғындарға хабарландыру жіберу

announce-title =
    <b>Хабарландырулар</b>
    Хабарландыру барлық тұрғынға немесе олардың бір бөлігіне жіберіледі. Әркім оны өз тілінде бір рет алады.
announce-none = Әзірге хабарландыру жіберілген жоқ.
announce-line = { $position }. { $at } · { $state }
announce-figures = Жіберілді: { $sent }, барлығы: { $total }
announce-state-sending = жіберіліп жатыр
announce-state-paused = уақытша тоқтатылған
announce-state-cancelled = біржола тоқтатылған
announce-state-done = аяқталған
announce-button-new = Жаңа хабарландыру
announce-button-list = Хабарландырулар
announce-button-open = Ашу

announce-notice =
    <b>Форум ұйымдастырушыларының хабарландыруы</b>

    { $text }

announce-to = Кімге: { $whom }
announce-everybody = барлық тұрғын
announce-authors = ұсыныс авторлары
announce-supporters = «{ $topic }» саласындағы ұсыныстарды қолдағандар
announce-of-region = { $region }
announce-of-language = тілі: { $language }
announce-language-kk = қазақша
announce-language-ru = орысша

announce-ask-kk =
    <b>Қазақша мәтіні</b>
    Хабарландырудың қазақша мәтінін жазыңыз: { $minimum }–{ $maximum } таңба. Сілтеме қосуға болады.
announce-ask-ru =
    <b>Орысша мәтіні</b>
    Хабарландырудың орысша мәтінін жазыңыз: { $minimum }–{ $maximum } таңба. Сілтеме қосуға болады.
announce-now =
    <b>Қазіргі мәтіні</b>
    { $text }
announce-whom =
    <b>Кімге жіберіледі?</b>
    Таңдау жасамасаңыз, барлық тұрғынға жіберіледі. Өңірді, тілді және адамдар тобын бірге таңдауға болады.
announce-ask-audience = <b>Қандай адамдарға?</b>
announce-ask-region = <b>Қай өңірге?</b>
announce-ask-language = <b>Ботты қай тілде пайдаланатындарға?</b>
announce-ask-topic = <b>Қай саладағы ұсыныстарды қолдағандарға?</b>
announce-button-audience = Адамдар тобы
announce-button-everybody = Барлық тұрғын
announce-button-authors = Ұсыныс авторлары
announce-button-supporters = Бір саланы қолдағандар
announce-button-region = Өңір
announce-button-language = Тіл
announce-button-language-kk = Қазақша
announce-button-language-ru = Орысша
announce-button-all-regions = Барлық өңір
announce-button-all-languages = Екі тілде де
announce-button-preview = Алдын ала қарау
announce-button-kk = Қазақша мәтіні
announce-button-ru = Орысша мәтіні
announce-button-whom = Кімге
announce-button-test = Өзіме жіберіп көру
announce-button-count = Адам санын көру
announce-preview = <b>Тексеріп шығыңыз</b>
announce-preview-kk = Қазақша алатындарға:
announce-preview-ru = Орысша алатындарға:
announce-test-sent = Екі тілдегі мәтін өзіңізге ғана жіберілді.
announce-buttons-only = Төмендегі батырмаларды пайдаланыңыз. Мәтінді өзгерту үшін оның батырмасын басыңыз.
announce-left = Әрекет тоқтатылды: хабарландыру жіберілген жоқ.
announce-confirm = <b>Алатын адам саны: { $count }</b>
announce-confirm-note = Батырманы басқан соң хабарландыру жіберіле бастайды. Оны кез келген сәтте тоқтатуға болады, бірақ жіберілгені қайтарылмайды.
announce-count-changed = Содан бері адам саны өзгерді. Тағы бір рет растаңыз.
announce-takes = Жіберу уақыты: шамамен { $minutes } минут.
announce-takes-brief = Жіберу уақыты: бір минуттан аз.
announce-button-send = Жіберу: { $count } адам

announce-sending = <b>Хабарландыру жіберіліп жатыр</b>
announce-paused = <b>Хабарландыру уақытша тоқтатылды</b>
announce-cancelled = <b>Хабарландыру біржола тоқтатылды</b>
announce-done = <b>Хабарландыру жіберіліп болды</b>
announce-fate-total = Барлығы: { $count }
announce-fate-sent = Жіберілді: { $count }
announce-fate-gone = Жетпеді, ботты бұғаттаған: { $count }
announce-fate-unwanted = Осы арада хабарландыруды өшірген: { $count }
announce-fate-unsure = Жеткені белгісіз: { $count }
announce-fate-missing = Кезегі келгенше шығып кеткен: { $count }
announce-fate-cancelled = Тоқтатылғандықтан жіберілмеді: { $count }
announce-fate-failed = Қате болғандықтан жіберілмеді: { $count }
announce-fate-left = Қалды: { $count }
announce-time-left = Шамамен { $minutes } минут қалды.
announce-time-left-brief = Бір минуттан аз уақыт қалды.
announce-night = Түнде жіберілмейді. Жалғасатын уақыты: { $at }
announce-button-pause = Уақытша тоқтату
announce-button-go = Жалғастыру
announce-button-cancel = Біржола тоқтату
announce-button-refresh = Жаңарту
announce-button-cancel-sure = Иә, біржола тоқтату
announce-cancel-ask =
    <b>Қалған адамдарға жіберілмесін бе?</b>
    Жіберілді: { $sent }. Қалды: { $left }. Біржола тоқтатылған хабарландыруды жалғастыруға болмайды.
announce-otherwise = Осы арада жағдай өзгерді. Экранда қазіргі күйі көрсетілген.
announce-orphaned =
    <b>Хабарландыру уақытша тоқтатылды</b>
    Оны жіберген адам енді ұйымдастырушы емес. Жалғастыруға немесе біржола тоқтатуға болады. Жалғастырған адам ол үшін өзі жауап береді.

switch-announcement-on = Ұйымдастырушылардың жалпы хабарландыруы: жіберіледі
switch-announcement-off = Ұйымдастырушылардың жалпы хабарландыруы: жіберілмейді
switch-announcement-button-off = Жалпы хабарландыру: жіберілмесін
switch-announcement-button-on = Жалпы хабарландыру: жіберілсін

error-announcement-empty = Мәтін бос. Хабарландыруды сөзбен жазыңыз.
error-announcement-length = Мәтіні { $length } таңба болды. Рұқсат етілгені: { $minimum }–{ $maximum } таңба. Өзгертіп, қайта жіберіңіз.
error-announcement-one-language = Екі тілде бірдей мәтін жазылған. Мәтінді осы тілде қайта жазыңыз.
error-announcement-to-nobody = Таңдалған адамдар тобында ешкім жоқ, хабарландыру жіберілмеді. Кімге жіберілетінін қайта таңдаңыз.
error-announcement-open = Алдыңғы хабарландыру әлі аяқталған жоқ. Ол аяқталғанша немесе біржола тоқтатылғанша жаңасын жіберуге болмайды.
