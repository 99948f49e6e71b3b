### Ұйымдастырушы: науқанның статистикасы, диаграммалары

stats-title = <b>Статистика</b> · { $name }
stats-nothing = Бұл науқанға әзірге ұсыныс түскен жоқ.
stats-whole = Жіберілген ұсыныс: { $submitted }. Авторы: { $authors }
stats-published = Жарияланғаны: { $published }. Форумға іріктелгені: { $shortlisted }
stats-votes = Қолдаған дауыс: { $support }. Қарсы дауыс: { $objections }
stats-states = <b>Мәртебесі бойынша</b>
stats-languages = <b>Түпнұсқа тілі бойынша</b>
stats-line = { $name }: { $count }

stats-place = <b>Өңірлер бойынша</b>
stats-topic = <b>Салалар бойынша</b>
stats-columns = жіберілді · жарияланды · қолдау
stats-figures = <b>{ $name }</b>: { $submitted } · { $published } · { $support }
stats-none-there = Ұсыныс түспегені: { $names }

stats-day = <b>Күндер бойынша</b>
stats-day-columns = жіберілген ұсыныс · дауыс
stats-day-line = { $day }: { $submitted } · { $votes }
stats-day-most = Ең көп ұсыныс түскен күн: { $day } ({ $count })
stats-day-most-votes = Ең көп дауыс берілген күн: { $day } ({ $count })
stats-day-last = Соңғы күндер
stats-day-taken-back = Қайтарып алынған дауыстар шегерілген.

stats-pace = <b>Модерация</b>
stats-pace-median = Шешімге дейінгі әдеттегі уақыт (медиана): { $took }
stats-pace-late = Мерзімнен кейінгі шешім: { $late }, барлық шешім: { $decided } ({ $share } %)
stats-pace-waiting = Шешім күтіп тұрғаны: { $count }
stats-pace-columns = шешім · медиана · мерзімнен кейін · күтіп тұр
stats-pace-line = <b>{ $name }</b>: { $decided } · { $took } · { $share } % · { $waiting }
stats-pace-none = Бұл науқанда модератор шешімі әзірге жоқ.

stats-answers = <b>Жауаптар</b>
stats-answers-sent = Тиісті орындарға жолданғаны: { $count }
stats-answers-share = Жауап алғаны: { $count } ({ $share } %)
stats-answers-overdue = Жауап мерзімі өтіп кеткені: { $count }
stats-answers-ratings = Жауапқа берілген баға: { $count }
stats-answers-none = Тиісті орындарға әзірге ештеңе жолданған жоқ.
stats-rating-answered = Мәні бойынша: { $count } ({ $share } %)
stats-rating-partly = Ішінара: { $count } ({ $share } %)
stats-rating-formal = Сырғытпа: { $count } ({ $share } %)

stats-turnout = <b>Қатысу</b>
stats-turnout-all = Тіркелген тұрғын: { $residents }. Дауыс бергені: { $voters } ({ $share } %)
stats-turnout-columns = тұрғын · дауыс берді · үлесі
stats-turnout-line = <b>{ $name }</b>: { $residents } · { $voters } · { $share } %
stats-turnout-about = Деректерін жойған адамдардың дауысы сақталған, бірақ бұл жерде есептелмейді.

stats-campaigns =
    <b>Статистика</b>
    Қай науқанды көресіз?

stats-button-whole = Жалпы көрініс
stats-button-place = Өңірлер
stats-button-topic = Салалар
stats-button-day = Күндер
stats-button-pace = Модерация
stats-button-answers = Жауаптар
stats-button-turnout = Қатысу
stats-button-campaigns = Басқа науқан
stats-button-picture = Диаграмма
stats-empty-picture = Диаграммада көрсетілетін дерек әзірге жоқ.

stats-picture-place = Ұсыныс саны, өңірлер бойынша
stats-picture-topic = Ұсыныс саны, салалар бойынша
stats-picture-published = Жарияланғаны
stats-picture-other = Жіберілгеннің қалғаны
stats-picture-number = { $published } / { $submitted }
stats-picture-days = Күн сайын түскен ұсыныс
stats-picture-votes = Күн сайын берілген дауыс
stats-caption = <b>{ $title }</b>
stats-caption-figures = Жарияланғаны / жіберілгені: { $figures }
stats-caption-more = Диаграммада жоғы: { $count }. Толық тізімі статистика бетінде.
stats-caption-days = Кезең: { $since } – { $until }. Жіберілген ұсыныс: { $submitted }. Дауыс: { $votes }.

stats-rich-name = Атауы
stats-rich-submitted = Жіберілді
stats-rich-published = Жарияланды
stats-rich-support = Қолдау
stats-rich-objections = Қарсы
stats-rich-day = Күні
stats-rich-votes = Дауыс
stats-rich-decided = Шешім
stats-rich-median = Медиана
stats-rich-late = Кеш, %
stats-rich-waiting = Күтіп тұр
stats-rich-residents = Тұрғын
stats-rich-voters = Дауыс берді
stats-rich-share = Үлесі, %
