### Дайджест: өңірдегі және елдегі жағдай, жіберілу кестесі

digest-title = <b>{ $region } · { $day }</b>
digest-waiting = Күтіп тұр: { $waiting }. Жаңа: { $fresh }. Мерзімі таяу: { $near }. Мерзімі өткен: { $late }
digest-waiting-none = Қаралатын ұсыныс жоқ.
digest-answers = Өңір ұсыныстарына күтілетін жауап: мерзімі таяу – { $soon }, мерзімі өткен – { $overdue }
digest-oldest = Ең көп күткендері:
digest-oldest-line = <b>№ { $number }</b> { $title }, { $day }-күн
digest-changes = <b>Өзгерістер</b>, кезең басы: { $since }
digest-published = Жарияланды: { $published }. Қолдау: { $support }
digest-top = Ең көп қолдау жинағаны:
digest-top-line = <b>№ { $number }</b> { $title } ({ $gained })
digest-quiet = Бұл кезеңде жаңа ұсыныс жарияланған жоқ, қолдау саны да өзгерген жоқ.
digest-returned = Пысықтауға қайтарылды: { $count }
digest-rejected = Қабылданбады: { $count }
digest-joined = Басқасымен біріктірілді: { $count }
digest-undone = Күші жойылған шешім: { $count }
digest-reports = Тұрғындардың шағымы: { $reports }. Шағым түскен ұсыныс: { $proposals }
digest-appeals = Шешімге жаңа шағым: { $filed }. Басқа өңірдің модераторын күтіп тұрғаны: { $waiting }
digest-median = Шешімге дейінгі әдеттегі уақыт (медиана): { $took }
digest-median-before = Шешімге дейінгі әдеттегі уақыт (медиана): { $took } ({ $earlier } – { $before })
digest-late-share = Мерзімнен кейінгі шешім: { $late }, барлық шешім: { $decided } ({ $share } %)
digest-late-share-before = Мерзімнен кейінгі шешім: { $late }, барлық шешім: { $decided } ({ $share } %, { $earlier } – { $before } %)
digest-earlier = { $weeks } апта бұрын
digest-took-minutes = { $minutes } мин
digest-took-hours = { $hours } сағ
digest-took-days = { $days } тәулік
digest-rising = Қазір қолдауы тез өсіп жатқаны:
digest-rising-line = <b>№ { $number }</b> { $title }
digest-button-queue = Кезекті ашу
digest-button-settings = Баптау
digest-button-show = Қалай көрінетінін көру

digest-choose =
    <b>Дайджест</b>
    Қайсысын көресіз?
digest-settings =
    <b>Дайджест баптаулары</b>
    { $region }
digest-plan-workdays = Жіберілетін уақыты: жұмыс күндері, сағат { $time }
digest-plan-daily = Жіберілетін уақыты: күн сайын, сағат { $time }
digest-plan-weekly = Жіберілетін уақыты: апта сайын, { $weekday }, сағат { $time }
digest-plan-off = Дайджест жіберілмейді. Оны кез келген уақытта осы жерден қосуға болады.
digest-next = Келесісі: { $due }
digest-about = Сағат Астана уақытымен көрсетілген. Айтатын жаңалық болмаса, дайджест жіберілмейді.
digest-saved = Сақталды
digest-chosen = ✓ { $label }

digest-cadence-workdays = Жұмыс күндері
digest-cadence-daily = Күн сайын
digest-cadence-weekly = Апта сайын
digest-cadence-off = Жіберілмесін

digest-weekday-1 = дүйсенбі
digest-weekday-2 = сейсенбі
digest-weekday-3 = сәрсенбі
digest-weekday-4 = бейсенбі
digest-weekday-5 = жұма
digest-weekday-6 = сенбі
digest-weekday-7 = жексенбі
digest-weekday-short-1 = Дс
digest-weekday-short-2 = Сс
digest-weekday-short-3 = Ср
digest-weekday-short-4 = Бс
digest-weekday-short-5 = Жм
digest-weekday-short-6 = Сб
digest-weekday-short-7 = Жс

digest-settings-group = Модераторлар тобына келетін дайджест
digest-paused = Үзіліс. Дайджест қайта басталатын күн: { $day }. Алғашқысы үзіліс кезінде болғанның бәрін қамтиды.
digest-language = Дайджест тілі: { $language }
digest-button-language = Тілі
digest-button-pause = Үзіліс жасау
digest-button-paused = Үзіліс: { $day }
digest-button-plan = Баптауға оралу
digest-ask-language =
    <b>Дайджест тілі</b>
    { $region }

    Қай тілде жіберілсін?
digest-language-own = Боттағы тіліммен бірдей
digest-language-group = Топтың тілімен бірдей
digest-ask-pause =
    <b>Дайджесті уақытша тоқтату</b>
    { $region }

    Үзіліс кезінде дайджест келмейді. Одан кейінгі алғашқы дайджест өткен уақыттың бәрін қамтиды. Қай күннен бастап қайта келсін?
digest-pause-week = 1 апта: { $day }
digest-pause-fortnight = 2 апта: { $day }
digest-pause-month = 1 ай: { $day }
digest-pause-end = Үзілісті аяқтау
