### Менің ұсыныстарым мен дауыстарым

mine-title = <b>Менің ұсыныстарым</b>
mine-empty = Әзірге ұсыныс жіберген жоқсыз. Бастау үшін «Ұсыныс жіберу» батырмасын басыңыз.
mine-item = <b>№ { $number }</b> { $title }
mine-item-draft = <b>Қаралама</b> { $title }
mine-item-untitled = <b>Қаралама</b> (атауы әлі жазылмаған)
mine-item-state = { $state } · { $date }
mine-item-clock = { $state } · { $limit } жұмыс күнінің { $day }-күні
mine-item-late = { $state } · кешігіп жатыр: { $day }-күн, мерзім – { $limit } жұмыс күні
mine-item-changed = өзгертілген күні: { $date }
mine-item-votes = { $state } · қолдағандар: { $support }, қарсылар: { $objection }
mine-votes-title = <b>Менің дауыстарым</b>
mine-votes-empty = Әзірге дауыс берген жоқсыз. Тізімнен өзіңізге маңызды ұсынысты таңдап, дауыс беріңіз.
mine-vote-support = <b>№ { $number }</b> { $title } – қолдайсыз
mine-vote-objection = <b>№ { $number }</b> { $title } – қарсысыз
mine-proposals = Ұсыныстарым
mine-votes = Дауыстарым
mine-follows = Бақылауда
mine-follows-title = <b>Бақылаудағы ұсыныстар</b>
mine-follows-empty = Әзірге бақылауға алынған ұсыныс жоқ. Ұсынысты ашып, «Бақылау» батырмасын басыңыз: оның нәтижесі осы чатта хабарланады.
mine-draft = Қаралама
mine-back = ‹ Менікі

mine-sent = Жіберілген күні: { $date }
mine-pending = Өңір модераторы қарап жатыр, шешімді осы чатта хабарлаймыз.
mine-clock = Қаралуда: { $limit } жұмыс күнінің { $day }-күні.
mine-clock-late = Жауап кешігіп жатыр: { $day }-күн, белгіленген мерзім – { $limit } жұмыс күні. Мұны ұйымдастырушылар да көреді.
mine-returned = Ұсынысты модератордың ескертуіне сай түзетіп, қайта жіберіңіз.
mine-reason = Себебі: { $reason }
mine-remark = Модератордың ескертуі: { $remark }
mine-print = Мәтіннің бақылау коды: <code>{ $print }</code>
mine-edit = Өзгертіп, қайта жіберу
mine-continue = Қараламаны жалғастыру
mine-history = Тарихы
mine-withdraw = Қайтарып алу

mine-history-title = <b>№ { $number } ұсыныстың тарихы</b>
mine-history-draft = <b>Қараламаның тарихы</b>
mine-history-empty = Әзірге тарихы бос.
mine-history-earlier = Бұдан бұрынғы өзгеріс саны: { $count }
mine-history-entry =
    { $at }. <b>{ $state }</b> ({ $role ->
        [author] автор
        [moderator] модератор
        [organizer] ұйымдастырушы
       *[system] жүйе
    })
mine-back-to-proposal = ‹ Ұсынысқа

mine-withdraw-sure =
    <b>№ { $number } ұсынысты қайтарып аласыз ба?</b>
    { $title }

    { $state ->
        [published] Ол тізімнен алынады, оған енді дауыс берілмейді. Қайта жариялау мүмкін емес.
       *[other] Оны модератор енді қарамайды. Кейін бұл шешімнен қайту мүмкін емес.
    }
mine-withdraw-yes = Иә, қайтарып алу
mine-withdraw-no = Жоқ, қалсын
mine-withdrawn = № { $number } ұсыныс қайтарып алынды
