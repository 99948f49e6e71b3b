### Модератордың кезегі және қаралып жатқан ұсыныс

queue-title = <b>Қаралатын ұсыныстар кезегі</b>
queue-total = Күтіп тұр: { $total }
queue-shown = Күтіп тұр: { $total }. Ең көп күткен ұсыныстар:
queue-empty = Кезек бос: қаралатын ұсыныс жоқ.
queue-line = <b>№ { $number }</b> { $title }
queue-line-day = { $day }-күн
queue-line-taken = қарап отырған модератор: { $by }
queue-button-oldest = Ең көп күткенін ашу
queue-button-item = № { $number }
queue-button-queue = Кезек

item-clock = <b>Қаралуда: { $limit } күннің { $day }-күні</b>
item-clock-late = <b>Мерзімі өтті: { $day }-күн, белгіленген мерзім – { $limit } жұмыс күні</b>
item-others = Кезекте тағы: { $count }
item-title = <b>№ { $number } · { $title }</b>
item-language =
    { $language ->
        [kk] қазақша мәтін
       *[ru] орысша мәтін
    }
item-yours = Бұл ұсынысты сіз қарап отырсыз. Басқа модераторға босайтын уақыты: { $until }
item-earlier = Бұрын пысықтауға қайтарылған. Ескерту:
item-button-publish = Жариялау
item-button-return = Пысықтауға қайтару
item-button-reject = Қабылдамау
item-button-files = Қоса берілген файл: { $count }
item-files-caption = № { $number } ұсынысқа қоса берілген файл

queue-page = { $page }-бет, барлығы { $pages }
queue-chosen = Сүзгі: { $choice }. Табылғаны: { $count }
queue-chosen-none = Бұл сүзгі бойынша күтіп тұрған ұсыныс жоқ. Сүзгіні өзгертіп көріңіз.
queue-line-near = мерзімнің соңғы күні
queue-line-late = мерзімі өткен
queue-button-filters = Сүзгі
queue-button-everything = Бәрін көрсету
queue-filters-title = <b>Кезекте нені көрсету керек?</b>
queue-filters-topic = <b>Қай салаға қатысты ұсыныстарды көрсету керек?</b>
queue-filters-count = Таңдалғаны: { $count }
queue-filter-line = { $label }: { $count }
queue-kind-all = Бәрі
queue-kind-new = Жаңа ұсыныс
queue-kind-reported = Шағым түскен
queue-kind-appealed = Шешімге шағым
queue-age-all = Кез келген мерзім
queue-age-fresh = Әлі уақыт бар
queue-age-near = Мерзімі таяу
queue-age-late = Мерзімі өткен
queue-button-topic = Сала: { $topic }
queue-any-topic = кез келген

item-noticed = Мәтіндегі асты сызылған жерге назар аударыңыз: { $kinds }.
item-similar = Ұқсас ұсыныстар:
item-button-author = Автор туралы
