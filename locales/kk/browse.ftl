### Ұсыныстар тізімі, ұсыныс және дауыс беру

browse-title = <b>Ұсыныстар</b>
browse-order-fair = кездейсоқ ретпен
browse-order-new = жаңасынан бастап
browse-order-top = көп қолдау тапқанынан бастап
browse-order-rising = соңғы үш күнде көп қолдау тапқанынан бастап
browse-found = Табылғаны: { $total }
browse-many = 1000-нан астам
browse-item = <b>№ { $number }</b> { $title }
browse-item-about = { $place } · { $topic } · қолдағандар: { $support }
browse-empty = Бұл сүзгі бойынша жарияланған ұсыныс табылмады. Сүзгіні өзгертіп көріңіз.
browse-empty-all = Әзірге жарияланған ұсыныс жоқ. Бірінші болып жібере аласыз.
browse-page = { $number }-бет
browse-fair = Кездейсоқ рет
browse-new = Жаңа
browse-top = Танымал
browse-rising = Қолдауы өскен
browse-standing-all = Барлығы
browse-standing-voted = Дауысқа салынған
browse-standing-outcome = Нәтижесі бар
browse-filters = Сүзгі және рет
browse-filters-title = <b>Тізімде нені көрсету керек?</b>
browse-filter-place = Өңір: { $place }
browse-filter-topic = Сала: { $topic }
browse-filter-standing = Мәртебесі: { $standing }
browse-filter-order = Реті: { $order }
browse-filters-fair = Кездейсоқ рет әр адамда басқаша, ал сізде өзгермейді. Сондықтан әр ұсыныстың тізім басында тұру мүмкіндігі шамамен бірдей.
browse-reset = Бәрін көрсету
browse-chosen = ✓ { $label }
browse-button-place = Өңір
browse-button-topic = Сала
browse-choose-place = <b>Қай өңірдің ұсыныстарын көрсету керек?</b>
browse-choose-topic = <b>Қай саладағы ұсыныстарды көрсету керек?</b>
browse-all-places = Барлық өңір
browse-all-topics = Барлық сала
browse-to-list = ‹ Тізімге
browse-open-list = Ұсыныстар тізімі

browse-card-title = <b>№ { $number } · { $title }</b>
browse-card-untitled = <b>Қаралама</b>
browse-card-about = { $place } · { $topic }
browse-card-language =
    { $language ->
        [kk] Түпнұсқа тілі: қазақша
       *[ru] Түпнұсқа тілі: орысша
    }
browse-card-counts = Қолдағандар: { $support }, қарсылар: { $objection }
browse-card-published = Жарияланған күні: { $date }
browse-card-state = Мәртебесі: { $state }
browse-my-support = Сіздің дауысыңыз: қолдайсыз. Қайтарып алу үшін сол батырманы тағы басыңыз.
browse-my-objection = Сіздің дауысыңыз: қарсысыз. Қайтарып алу үшін сол батырманы тағы басыңыз.
browse-my-support-final = Сіздің дауысыңыз: қолдайсыз.
browse-my-objection-final = Сіздің дауысыңыз: қарсысыз.
browse-vote = { $label } · { $count }
browse-own = Бұл – өз ұсынысыңыз, сондықтан оған дауыс бере алмайсыз.
browse-voting-later = Дауыс берудің алғашқы күні: { $date }
browse-voting-closed = Дауыс беру аяқталды.
browse-voting-none = Бұл ұсыныс бойынша қазір дауыс берілмейді.

browse-voted-support = Дауысыңыз есепке алынды: қолдайсыз.
browse-voted-objection = Дауысыңыз есепке алынды: қарсысыз.
browse-vote-taken-back = Дауысыңыз қайтарып алынды.

browse-files = Файлдар: { $count }
browse-files-of = № { $number } ұсынысқа қоса берілген файлдар
browse-files-of-draft = Қараламаға қоса берілген файлдар
browse-files-sent = Файлдар төменде
browse-files-gone = Бұл файл Telegram-да енді қолжетімсіз. Ұсыныстың мәтіні сақталған.
browse-files-none = Бұл ұсынысқа файл қосылмаған.
browse-share = Азаматтық форумға жіберілген № { $number } ұсыныс: «{ $title }». Оқып, дауыс беріңіз.
