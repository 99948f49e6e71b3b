### Ұйымдастырушы: форум секциялары

section-title =
    <b>Форум секциялары</b>
    { $name }
section-none = Секция әлі жоқ. Қысқа тізімдегі ұсыныстар секцияларға бөлінеді.
section-line = { $place }. <b>{ $name }</b>, ұсыныс саны: { $count }
section-button-add = Секция қосу
section-ask-kk =
    <b>Секцияның қазақша атауы</b>
    Атауын жазыңыз: { $minimum }–{ $maximum } таңба. Мысалы: «Инклюзия және қолжетімді орта»
section-ask-ru =
    <b>Секцияның орысша атауы</b>
    Атауын орысша жазыңыз: { $minimum }–{ $maximum } таңба. Мысалы: «Инклюзия и доступная среда»
section-confirm = <b>Жаңа секция</b>
section-name-kk = Қазақша атауы: <b>{ $name }</b>
section-name-ru = Орысша атауы: <b>{ $name }</b>
section-place = Реті: { $place }, барлығы { $total }
section-count = Секциядағы ұсыныс саны: { $count }
section-button-save = Қосу
section-button-kk = Қазақша атауы
section-button-ru = Орысша атауы
section-button-up = Жоғары жылжыту
section-button-down = Төмен жылжыту
section-button-remove = Секцияны алып тастау
section-button-remove-sure = Иә, алып тастау
section-remove-ask = Мына секцияны алып тастайсыз ба: <b>{ $name }</b>?
section-added = <b>Секция қосылды.</b>
section-renamed = <b>Секцияның атауы өзгертілді.</b>
section-removed = Секция алып тасталды: <b>{ $name }</b>
section-words-needed = Секцияның атауын сөзбен жазыңыз.

error-section-name = Секцияның атауы { $minimum }–{ $maximum } таңба болуға тиіс. Қайта жазып жіберіңіз.
error-section-exists = Осы атаудағы секция бар. Басқа атау жазыңыз.
error-section-used = Бұл секцияда қысқа тізімнің ұсыныстары бар: { $count }. Алдымен оларды басқа секцияға ауыстырыңыз.
error-section-limit = Бір форумда ең көбі { $limit } секция болады. Жаңасын қосу үшін алдымен біреуін алып тастаңыз.
