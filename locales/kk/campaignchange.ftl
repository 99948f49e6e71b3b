### Ұйымдастырушы: науқанның баптаулары, олардың сұрақтары және өзгертілуі

setting-name-kk = Қазақша атауы
setting-name-ru = Орысша атауы
setting-collecting-from = Ұсыныс қабылдаудың алғашқы күні
setting-collecting-until = Ұсыныс қабылдаудың соңғы күні
setting-voting-from = Дауыс берудің алғашқы күні
setting-voting-until = Дауыс берудің соңғы күні
setting-follow-up-from = Орындалуын бақылаудың алғашқы күні
setting-vote-budget = Бір тұрғынның дауыс саны
setting-shortlist-per-region = Қысқа тізім, әр өңірден
setting-shortlist-per-topic = Қысқа тізім, әр саладан
setting-verification = Телефон нөмірін растау
setting-button-name-kk = Қазақша атауы
setting-button-name-ru = Орысша атауы
setting-button-collecting-from = Қабылдаудың басталуы
setting-button-collecting-until = Қабылдау мерзімі
setting-button-voting-from = Дауыс берудің басталуы
setting-button-voting-until = Дауыс беру мерзімі
setting-button-follow-up-from = Бақылаудың басталуы
setting-button-vote-budget = Дауыс саны
setting-button-shortlist-per-region = Тізім: өңір
setting-button-shortlist-per-topic = Тізім: сала
setting-button-verification = Нөмірді растау
setting-none-follow-up-from = белгіленбеген
setting-none-vote-budget = шектелмейді
setting-none-shortlist-per-region = белгіленбеген
setting-none-shortlist-per-topic = белгіленбеген
setting-none-verification = бот баптауындағыдай
setting-verification-phone = міндетті
setting-verification-off = қажет емес
setting-button-none-follow-up-from = Белгіленбесін
setting-button-none-vote-budget = Шектелмесін
setting-button-none-shortlist-per-region = Белгіленбесін
setting-button-none-shortlist-per-topic = Белгіленбесін
setting-button-none-verification = Бот баптауындағыдай
setting-line = { $name }: <b>{ $value }</b>
setting-title =
    <b>Науқанның баптаулары</b>
    Қайсысын өзгерту керек екенін төмендегі батырмалардан таңдаңыз. Өзгеріс сіз растағаннан кейін ғана күшіне енеді.
setting-now = Қазір: <b>{ $value }</b>
setting-confirm =
    <b>{ $name }</b>
    Қазір: { $old }
    Жаңасы: <b>{ $new }</b>
setting-confirm-ask = Өзгерісті растайсыз ба?
setting-shortlisted = Қысқа тізімге енген ұсыныс саны: { $count }. Бұл тізім расталған күйінде қалады, ондағы ұсыныстарға енді дауыс берілмейді. Басқа ұсыныстарға жаңа мерзім аяқталғанша дауыс беріледі, сондықтан рейтинг өзгеруі мүмкін. Тізімге жаңа ұсыныс дауыс беру аяқталған соң ғана енгізіледі.
setting-changed = <b>Өзгертілді:</b> { $name }
setting-button-save = Растау
setting-button-other = Басқа мән жазу
setting-buttons-only = Төмендегі батырмалардың бірін таңдаңыз.
setting-number-expected = Санды цифрмен жазыңыз, мысалы: 5

campaign-ask-collecting-from =
    <b>Ұсыныс қабылдаудың алғашқы күні</b>
    Күнді мына үлгімен жазыңыз: { $example }. Ұсыныс осы күннің басынан қабылданады.
campaign-ask-voting-from =
    <b>Дауыс берудің алғашқы күні</b>
    Күнді мына үлгімен жазыңыз: { $example }. Ұсыныс қабылдаудың алғашқы күнінен ерте болмауға тиіс.
campaign-ask-follow-up-from =
    <b>Орындалуын бақылаудың алғашқы күні</b>
    Ұсыныстардың нәтижесін бақылау қай күні басталады? Күнді мына үлгімен жазыңыз: { $example }. Бұл күн дауыс беру аяқталғаннан кейін болуға тиіс.
campaign-ask-vote-budget =
    <b>Бір тұрғынның дауыс саны</b>
    Бір тұрғын бір мезгілде неше дауыс бере алады? Сан жазыңыз: { $minimum }–{ $maximum }.
campaign-ask-shortlist-per-region =
    <b>Қысқа тізім: әр өңірден</b>
    Әр өңірден неше ұсыныс іріктеуге ұсынылады? Сан жазыңыз: { $minimum }–{ $maximum }.
campaign-ask-shortlist-per-topic =
    <b>Қысқа тізім: әр саладан</b>
    Әр саладан неше ұсыныс іріктеуге ұсынылады? Сан жазыңыз: { $minimum }–{ $maximum }.
campaign-ask-verification =
    <b>Телефон нөмірін растау</b>
    Дауыс беру және ұсыныс жіберу үшін тұрғын өз телефон нөмірін бір рет растауға тиіс пе? Төмендегі батырмалардан таңдаңыз.

error-setting-same = Бұл баптаудың мәні қазір де осындай. Басқа мән жазыңыз.
error-setting-moved = Бұл баптауды осы арада басқа ұйымдастырушы өзгертті. Қазіргі мәнін қарап, қажет болса қайта өзгертіңіз.
error-phase-begun = Бұл кезең басталып кетті, сондықтан оның алғашқы күні өзгертілмейді. Басқа баптауды таңдаңыз.
error-dates-clash =
    { $rule ->
        [collecting] Ұсыныс қабылдаудың соңғы күні алғашқы күнінен ерте болмауға тиіс.
        [voting] Дауыс берудің соңғы күні алғашқы күнінен ерте болмауға тиіс.
        [voting-start] Дауыс беру ұсыныс қабылдаудан ерте басталмауға тиіс.
        [voting-end] Дауыс берудің соңғы күні ұсыныс қабылдаудың соңғы күнінен ерте болмауға тиіс.
       *[follow-up] Орындалуын бақылау дауыс беру аяқталғаннан кейін ғана басталады.
    } Басқа күн жазыңыз.
error-date-far = Бұл күн тым алыс. Ең кеш дегенде { $year } жылдың соңына дейінгі күнді жазыңыз.
error-campaign-over = Бұл науқан аяқталған, ол енді өзгертілмейді.
error-shortlist-range = Ұсыныс саны { $minimum }–{ $maximum } аралығында болуға тиіс. Қайта жазып жіберіңіз.
error-phones-not-kept = Ботта телефон нөмірін растау бапталмаған. Алдымен техникалық әкімші PHONE_PEPPER баптауын енгізуге тиіс.
