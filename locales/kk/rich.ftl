### Дайджест пен тарихтың кестелі түрі

rich-form-classic = Дайджест пен ұсыныс тарихының түрі: кәдімгі хабарлама. Кестемен оқу жеңілірек, бірақ Telegram қосымшасының ескі нұсқасы кестені көрсетпейді. Кез келген уақытта кәдімгі хабарламаға қайтуға болады.
rich-form-tables = Дайджест пен ұсыныс тарихының түрі: кесте. Telegram қосымшасының ескі нұсқасы кестені көрсетпейді: хабарлама ашылмаса, кәдімгі хабарламаға қайтыңыз.
rich-button-classic = Кәдімгі хабарлама
rich-button-tables = Кесте

rich-waiting = Күтіп тұр
rich-fresh = Жаңа
rich-near = Мерзімі таяу
rich-late = Мерзімі өткен
rich-on-duty = Бүгінгі кезекші
rich-deputy = Орынбасары

rich-oldest = Ең көп күткендері
rich-number = №
rich-title = Тақырыбы
rich-day = Нешінші күн

rich-changes = Өзгерістер, кезең басы: { $since }
rich-what = Көрсеткіш
rich-count = Саны
rich-published = Жарияланды
rich-support = Қолдау
rich-returned = Пысықтауға қайтарылды
rich-rejected = Қабылданбады
rich-joined = Басқасымен біріктірілді
rich-undone = Күші жойылған шешім
rich-reports = Тұрғындардың шағымы
rich-reported = Шағым түскен ұсыныс
rich-appeals = Шешімге жаңа шағым
rich-appeals-waiting = Басқа өңірдің модераторын күтіп тұрған шағым
rich-appeals-national = Қаралуын күтіп тұрған шағым

rich-now = Осы кезеңде
rich-took = Шешімге дейінгі әдеттегі уақыт (медиана)
rich-after-term = Мерзімнен кейінгі шешім
rich-late-share = { $late }, барлық шешім: { $decided } ({ $share } %)
rich-percent = { $share } %

rich-top = Ең көп қолдау жинағаны
rich-gained = Қосылған қолдау
rich-rising = Қазір қолдауы тез өсіп жатқаны: { $count }

rich-regions = Өңірлер
rich-region = Өңір
rich-quiet = Күтіп тұрған ұсынысы да, шешімі де жоқ өңір: { $count }
rich-unmoderated = Модераторы жоқ өңір

rich-history = № { $number } ұсыныстың тарихы
rich-state = Мәртебесі
rich-shown = Көрсетілгені: { $first }–{ $last }, барлығы: { $total }. Соңғысы бірінші тұр.
rich-due = Жауап мерзімі
rich-due-on = Соңғы күні
rich-due-late = Кешіккені, жұмыс күні
rich-answered = Жаңа жауап
