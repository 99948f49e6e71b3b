### Қысқа тізім: форумға іріктелетін ұсыныстар, олардың реті мен себебі

shortlist-title =
    <b>Қысқа тізім</b>
    { $name }
    Тізімге енгені: { $count }
shortlist-about = Бот үміткер ұсыныстарды қолдауына қарай ретімен көрсетеді, ал тізімге қайсысы енетінін ұйымдастырушы шешеді. Дауыс саны өзгермейді.
shortlist-early =
    <b>Қысқа тізім</b>
    { $name }

    Тізім дауыс беру аяқталған соң жасалады: { $start }. Сол кезде дауыс саны белгілі болып, бот үміткерлерді ретімен көрсетеді.
shortlist-of-regions = <b>Өңірлер бойынша</b>
shortlist-of-topics = <b>Салалар бойынша, бүкіл Қазақстаннан</b>
shortlist-of-national = <b>Бүкіл Қазақстанға қатысты ұсыныстар, салалар бойынша</b>
shortlist-tab-region = Өңірлер
shortlist-tab-topic = Салалар
shortlist-tab-national = Бүкіл Қазақстан
shortlist-no-size-region = Әр өңірден неше ұсыныс іріктелетіні әлі белгіленбеген. Санын науқанның баптауларында жазыңыз.
shortlist-no-size-topic = Әр саладан неше ұсыныс іріктелетіні әлі белгіленбеген. Санын науқанның баптауларында жазыңыз.
shortlist-line = <b>{ $name }</b>: үміткер { $offered }, расталғаны { $confirmed }
shortlist-line-tie = <b>{ $name }</b>: үміткер { $offered }, расталғаны { $confirmed }. Тең түскені { $tied }, оларға қалған орын { $room }
shortlist-left-out-regions = Қолдау тапқан ұсынысы жоқ өңір саны: { $count }
shortlist-left-out-topics = Қолдау тапқан ұсынысы жоқ сала саны: { $count }
shortlist-button-settings = Баптауларды өзгерту
shortlist-button-whole = Бүкіл тізім: { $count }
shortlist-button-other = Басқа ұсынысты таңдау

shortlist-name-topic = { $topic } (бүкіл Қазақстаннан)
shortlist-name-national = { $topic } (бүкіл Қазақстанға қатысты)
shortlist-board =
    <b>Қысқа тізімге үміткерлер</b>
    { $name }
shortlist-board-empty = Мұнда қолдау тапқан ұсыныс жоқ.
shortlist-board-counts = Орын саны: { $size }. Үміткер: { $offered }, расталғаны: { $confirmed }
shortlist-board-tie = Соңғы орындарға таласқан { $tied } ұсыныс тең, ал оларға қалған орын: { $room }. Бот біреуін өзі таңдамайды, шешімді сіз қабылдайсыз.
shortlist-row = { $place }. <b>№ { $number }</b> { $title }
shortlist-row-figures = Қолдағаны { $support }, қарсысы { $objection }, айырмасы { $net }, өңір саны { $regions }
shortlist-row-confirmed = Тізімде. Мәртебесі: { $state }
shortlist-row-tied = Басқа ұсыныспен тең
shortlist-left = Тізімнен тыс қалған алғашқысы: № { $number }. Айырмасы { $net }, қолдағаны { $support }
shortlist-left-none = Тізімнен тыс қалған ұсыныс жоқ.

shortlist-not-published = Бұл ұсынысты қазір тізімге енгізуге болмайды. Мәртебесі: { $state }
shortlist-not-offered = Осы рейтинг бұл ұсынысты үміткер ретінде көрсетпейді.
shortlist-why = <b>Қорытынды сандар</b>
shortlist-why-votes = Қолдағаны: { $support }, қарсысы: { $objection }, айырмасы: { $net }
shortlist-why-breadth = Қолдаушылар тұратын өңір саны: { $regions }. Басқа өңірлерден қолдағаны: { $elsewhere }
shortlist-why-breadth-country = Қолдаушылар тұратын өңір саны: { $regions }
shortlist-why-breadth-none = Қолдаушылардың өңірі белгісіз.
shortlist-why-place = Рейтингтегі орны: { $place }, барлық орын: { $size }. Рейтинг: { $name }
shortlist-why-tied = Барлық көрсеткіші тең ұсыныстар: { $numbers }
shortlist-why-tied-many = Барлық көрсеткіші тең ұсыныстар: { $numbers } және тағы { $more }
shortlist-why-edge = Тең түскен { $tied } ұсынысқа қалған орын: { $room }. Қайсысы енетінін сіз шешесіз.
shortlist-why-margin = Тізімнен тыс қалған алғашқы ұсыныс – № { $number }. Айырмасы одан { $margin } дауысқа артық
shortlist-why-margin-support = Тізімнен тыс қалған алғашқы ұсыныс – № { $number }. Айырмасы бірдей, бірақ мұны { $more } адам артық қолдаған
shortlist-why-margin-breadth = Тізімнен тыс қалған алғашқы ұсыныс – № { $number }. Дауысы бірдей, бірақ мұны { $more } өңір артық қолдаған

shortlist-section = Форум секциясы: { $section }
shortlist-section-none = Форум секциясы: таңдалмаған
shortlist-section-suggested = Растағанда мына секцияға енеді: { $section }. Осы саланың алдыңғы ұсынысы да сонда.
shortlist-section-open = Секциясын растағанда немесе кейін таңдауға болады.
shortlist-sections-none = Форум секциялары әлі құрылмаған. Оларды науқан бетінде қосып, кейін таңдауға болады.
shortlist-section-ask =
    <b>Қай секцияға енгізу керек?</b>
    № { $number } · { $title }
shortlist-section-line = { $position }. { $section }
shortlist-by = Растаған: { $by }, { $at }
shortlist-by-admin = Растаған: әкімші, { $at }
shortlist-then = Сол сәтте қолдағаны { $support }, қарсысы { $objection }, айырмасы { $net }, өңір саны { $regions }
shortlist-basis-region = Негізі: өңір рейтингі, орны { $rank }
shortlist-basis-topic = Негізі: сала рейтингі, орны { $rank }
shortlist-basis-national = Негізі: бүкіл Қазақстанға қатысты ұсыныстар рейтингі, орны { $rank }
shortlist-basis-organizer = Негізі: ұйымдастырушының таңдауы. Себебі:
shortlist-margin-none-then = Айырмасы тізімнен тыс қалған алғашқы ұсыныспен бірдей: қолдағандар саны немесе өңір саны шешті.
shortlist-margin-then = Айырмасы тізімнен тыс қалған алғашқы ұсыныстан { $margin } дауысқа артық

shortlist-button-confirm = Растау
shortlist-button-confirm-in = Секция таңдап, растау
shortlist-button-skip = Енгізбей, келесісін қарау
shortlist-button-next = Келесі үміткер
shortlist-button-card = Ұсынысты ашу
shortlist-button-move = Секциясын өзгерту
shortlist-button-drop = Тізімнен шығару
shortlist-button-drop-sure = Иә, тізімнен шығару
shortlist-button-no-section = Секциясыз
shortlist-button-list = Қысқа тізім
shortlist-back = Қысқа тізімге қайту
shortlist-done = Қысқа тізімге енді.
shortlist-author-told = Авторына хабар жіберіледі.
shortlist-author-untold = Авторына хабар жіберілмейді.
shortlist-moved = Секциясы өзгертілді.
shortlist-dropped = Қысқа тізімнен шығарылды.
shortlist-drop-ask =
    <b>Қысқа тізімнен шығару керек пе?</b>
    № { $number } · { $title }

    Ұсыныс қайтадан «Жарияланды» мәртебесіне өтеді. Дауыстар сақталады, кейін қайта енгізуге болады.

shortlist-told =
    <b>Ұсынысыңыз форумға іріктелді</b>
    № { $number } · { $title }

    Дауыс беру қорытындысы бойынша ұйымдастырушылар оны форумның қысқа тізіміне енгізді. Келесі қадамы туралы хабарлаймыз.
shortlist-told-dropped =
    <b>Ұсынысыңыз форумның қысқа тізімінен шығарылды</b>
    № { $number } · { $title }

    Ол жарияланған күйінде қалады, дауыстары сақталды.

shortlist-whole-line = { $position }. { $section } – { $count }
shortlist-without = Секциясыз
shortlist-whole-without = Секциясыз – { $count }
shortlist-whole-hint = Секциядағы ұсыныстарды көру үшін нөмірін басыңыз.
shortlist-whole-empty = Тізім әзірге бос.
shortlist-button-without = Секциясыздар
shortlist-in-section =
    <b>Қысқа тізім: { $section }</b>
    Барлығы: { $count }
shortlist-section-empty = Бұл секцияда әзірге ұсыныс жоқ.

shortlist-other-number =
    <b>Рейтингке қарамай таңдау</b>
    Жарияланған ұсыныстың нөмірін жазыңыз. Мысалы: { $example }
shortlist-other-remark =
    <b>Неліктен таңдап отырсыз?</b>
    № { $number } · { $title }

    Себебін жазыңыз: { $minimum }–{ $maximum } таңба. Ол тізімде атыңызбен бірге сақталады.
shortlist-other-now =
    Қазіргі мәтіні:
    <blockquote>{ $remark }</blockquote>
shortlist-other-preview = <b>Тексеріп шығыңыз</b>
shortlist-button-remark = Себебін өзгерту
shortlist-buttons-only = Растау үшін төмендегі батырманы басыңыз.

shortlist-history-section = Форум секциясы өзгертілді

error-shortlist-early = Қысқа тізім дауыс беру аяқталған соң жасалады: { $start }
error-shortlist-taken = Бұл ұсыныс қысқа тізімде тұр. Енгізген ұйымдастырушы: { $by }
error-shortlist-taken-by-admin = Бұл ұсынысты қысқа тізімге әкімші енгізіп қойған.
error-shortlist-state =
    { $state ->
        [withdrawn] Автор бұл ұсынысты қайтарып алған, оны тізімге енгізуге болмайды.
        [hidden] Бұл ұсыныс шағым түскендіктен уақытша жасырылған, оны әзірге тізімге енгізуге болмайды.
        [joined] Бұл ұсыныс басқасымен біріктірілген. Тізімге сол ұсынысты енгізуге болады.
       *[other] Бұл ұсыныс қазір жарияланған күйде емес, оны тізімге енгізуге болмайды.
    }
error-shortlist-not-offered = Бұл ұсыныс енді рейтинг үміткерлерінің арасында жоқ. Тізімді қайта ашыңыз немесе оны себебін жазып таңдаңыз.
error-shortlist-further = Бұл ұсыныс бойынша жұмыс басталып кетті, оны қысқа тізімнен шығаруға болмайды.
error-shortlist-missing = Бұл ұсыныс енді қысқа тізімде жоқ. Тізімді қайта ашыңыз.
error-shortlist-remark = Себебі { $minimum }–{ $maximum } таңба болуға тиіс, жазылғаны: { $length }. Қайта жазыңыз.
error-shortlist-remark-empty = Себебінде бірде-бір сөз жоқ. Неліктен таңдағаныңызды жазыңыз.
error-number-expected = Ұсыныстың нөмірін цифрмен жазыңыз, мысалы: 214
error-section-gone = Бұл секция алып тасталған. Басқа секцияны таңдаңыз.
