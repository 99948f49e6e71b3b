### Автор туралы мәлімет, ескерту, уақытша шектеу, тыйым салу

sanction-reason-insult = Қорлау немесе балағат сөз
sanction-reason-personal-data = Біреудің дербес деректері
sanction-reason-advertising = Жарнама
sanction-reason-flood = Бір мәтінді қайта-қайта жіберу
sanction-reason-false-reports = Негізсіз шағымдар

author-title = <b>№ { $number } ұсыныстың авторы</b>
author-record =
    Жіберген ұсынысы: { $sent }
    Жарияланғаны: { $published }
    Қабылданбағаны: { $rejected }
author-earlier = <b>Бұрын қолданылған шаралар:</b>
author-nothing-earlier = Бұрын ешқандай шара қолданылмаған.
author-line-warn = { $on }: ескерту. { $reason }. Модератор: { $by }.
author-line-mute = { $on }: уақытша шектеу. { $reason }. Модератор: { $by }.
author-line-ban = { $on }: тыйым салу. { $reason }. Модератор: { $by }.
author-line-until = Аяқталатын уақыты: { $until }.
author-line-lifted = Алып тасталды: { $on }, { $by }.
author-own = Бұл – өз ұсынысыңыз. Өзіңізге шара қолдануға болмайды.
author-choose = Автордың аты көрсетілмейді. Қандай шара қолданылсын?
author-button-warn = Ескерту жасау
author-button-mute = { $days } күнге шектеу
author-button-ban = Тыйым салу
author-button-lift-mute = Шектеуді алып тастау
author-button-lift-ban = Тыйымды алып тастау
author-what-warn = <b>№ { $number } ұсыныстың авторына ескерту жасау</b>
author-what-mute = <b>№ { $number } ұсыныстың авторына { $days } күнге шектеу қою</b>
author-what-ban = <b>№ { $number } ұсыныстың авторына тыйым салу</b>
author-ask-reason = Себебін таңдаңыз. Автор оны көреді.
author-ask-sentence = Қаласаңыз, авторға бір-екі сөйлем жазыңыз: ең көбі { $maximum } таңба. Жазбай-ақ шара қолдану үшін «{ $skip }» батырмасын басыңыз.
author-ban-sure = Тыйым салынса, автор ұсыныс жібере алмайды, жаза алмайды және дауыс бере алмайды. Өңірдің модераторы немесе ұйымдастырушы тыйымды кейін алып тастай алады.
author-button-ban-sure = Иә, тыйым салу

sanction-reason = Себебі: { $reason }
sanction-done-warn = <b>Авторға ескерту жасалды</b>
sanction-done-mute =
    <b>Автордың жазуына уақытша шектеу қойылды</b>
    Аяқталатын уақыты: { $until }
sanction-done-ban = <b>Авторға жазуға және дауыс беруге тыйым салынды</b>
sanction-done-told = Авторға өз тілінде хабарланады. Қолданыстағы шектеулер: /sanctions
sanction-lifted = Алып тасталды. Авторға хабарланады.

sanctions-title = <b>Қолданыстағы шектеулер</b>
sanctions-none = Қазір өңіріңізде ешкімге шектеу қойылмаған.
sanctions-line-mute =
    <b>{ $place }. Уақытша шектеу.</b> { $region }, № { $number } ұсыныс
    { $reason }. { $on }, модератор: { $by }
    Аяқталатын уақыты: { $until }
sanctions-line-ban =
    <b>{ $place }. Тыйым салу.</b> { $region }, № { $number } ұсыныс
    { $reason }. { $on }, модератор: { $by }
sanctions-button-lift = { $place }: алып тастау

sanction-notice-warn = <b>Сізге № { $number } ұсыныс бойынша ескерту жасалды</b>
sanction-notice-mute =
    <b>№ { $number } ұсыныс бойынша жазуыңызға уақытша шектеу қойылды</b>
    Аяқталатын уақыты: { $until }
sanction-notice-ban = <b>№ { $number } ұсыныс бойынша сізге жазуға және дауыс беруге тыйым салынды</b>
sanction-notice-warn-still = Ештеңе шектелген жоқ: ұсыныс жіберіп, дауыс бере аласыз. Қайталанса, уақытша шектеу қойылуы мүмкін.
sanction-notice-mute-still = Оған дейін ұсыныс жіберуге, оны өзгертуге және шағымдануға болмайды. Оқуға, дауыс беруге және қабылданбаған ұсыныс бойынша шешімге шағым жасауға болады. Шектеу өздігінен аяқталады.
sanction-notice-ban-still = Ұсыныс жіберуге, жазуға және дауыс беруге болмайды. Оқуға, деректеріңізді алуға (/mydata) және жоюға (/forget), қабылданбаған ұсыныс бойынша шешімге шағым жасауға болады.
sanction-notice-object = Келіспесеңіз, форумды өткізетін ұйымға жазыңыз: { $operator }. Шараны өңірдің кез келген модераторы немесе ұйымдастырушы алып тастай алады.
sanction-notice-lifted-warn =
    <b>Сізге жасалған ескерту алып тасталды</b>
    № { $number } ұсыныс бойынша жасалған ескерту енді есептелмейді.
sanction-notice-lifted-mute =
    <b>Сізге қойылған шектеу алып тасталды</b>
    № { $number } ұсыныс бойынша қойылған шектеу енді жоқ. Басқа шектеу болмаса, ұсыныс жіберуге болады.
sanction-notice-lifted-ban =
    <b>Сізге салынған тыйым алып тасталды</b>
    № { $number } ұсыныс бойынша салынған тыйым енді жоқ. Басқа шектеу болмаса, ұсыныс жіберуге және дауыс беруге болады.
