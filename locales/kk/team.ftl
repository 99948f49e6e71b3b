### Команда: шақыру, тізім, рөлді қайтарып алу, қарсы алу

team-title = <b>Команда</b>
team-empty = Командада әзірге ешкім жоқ. Модератор немесе ұйымдастырушы шақырыңыз.
team-organizers = <b>Ұйымдастырушылар</b>
team-moderators = <b>Модераторлар</b>
team-line = { $position }. { $name }
team-line-region = { $position }. { $name } – { $region }
team-hint = Адамның рөлдері мен атқарған ісін көру немесе рөлін қайтарып алу үшін тізімдегі нөмірін басыңыз.
team-button-moderator = Модератор шақыру
team-button-organizer = Ұйымдастырушы шақыру

team-revoke-ask =
    <b>Рөлді қайтарып алу</b>
    { $name }
    { $role }

    Бұл адам осы рөлдің батырмаларын бірден пайдалана алмайтын болады. Кейін қайта шақыруға болады.
team-revoke-self = Бұл – өзіңіздің рөліңіз.
team-button-revoke = Рөлін қайтарып алу
team-revoked = Рөл қайтарып алынды: { $name }
team-role-region = { $role }, { $region }

team-invite-regions =
    <b>Модератор шақыру</b>
    Модератор қай өңірлердің ұсыныстарын қарайды? Бір немесе бірнеше өңірді белгілеп, сілтеме жасаңыз.
team-invite-chosen = Таңдалғаны: { $regions }
team-chosen = ✓ { $label }
team-button-link = Сілтеме жасау
team-invite-ready = <b>Шақыру сілтемесі дайын</b>
team-invite-role = Рөлі: { $role }
team-invite-region = Өңірі: { $regions }
team-invite-once = Сілтеме бір рет қана жұмыс істейді және { $days } күн жарамды. Оны тек шақырылған адамның өзіне жіберіңіз.
team-button-copy = Сілтемені көшіру
team-share-text = Ұсыныс ботының командасына шақыру

join-welcome = <b>Қош келдіңіз!</b>
join-moderator =
    Сіз енді модераторсыз. Өңірі: { $regions }

    Кезекте тұрған ұсынысты оқып, жариялайсыз, пысықтауға қайтарасыз немесе себебін көрсетіп қабылдамайсыз. Шешім шығару мерзімі: { $limit } жұмыс күні.
join-organizer =
    Сіз енді ұйымдастырушысыз.

    Науқанды ашып, аяқтайсыз, ұсыныстарды файлға экспорттайсыз, модераторлар мен ұйымдастырушыларды шақырасыз.
join-digest = Дайджест (өңірдегі жағдайға қысқаша шолу) жұмыс күндері келеді, сағаты: { $time }. Уақытын өзгертуге болады.
join-button-queue = Кезекті ашу

team-button-history = Команда тарихы
team-button-links = Ашық сілтемелер
team-button-revoke-one = Қайтарып алу: { $role }
team-history-title = <b>Команда тарихы</b>
team-history-empty = Әзірге ештеңе болған жоқ.
team-act-invited = Шақыру сілтемесі жасалды. { $role }
team-act-joined = Командаға қосылды: { $name }. { $role }
team-act-revoked = Рөлі қайтарып алынды: { $name }. { $role }
team-act-ended = Сілтеме мерзімінен бұрын жабылды. { $role }
team-by = Кім: { $by }
team-regions-more = { $regions } және тағы { $more }
team-links-title = <b>Ашық сілтемелер</b>
team-links-empty = Әлі пайдаланылмаған сілтеме жоқ.
team-links-hint = Сілтемені жабу үшін оның нөмірін басыңыз. Сілтеменің өзін қайта көру мүмкін емес.
team-link = <b>{ $position }. { $role }</b>
team-link-made = Жасалған уақыты: { $at }. Жасаған: { $by }. Жарамды мерзімінің соңы: { $until }
team-link-ask =
    <b>Сілтемені жабу керек пе?</b>
    { $role }
team-link-then = Осыдан кейін ол арқылы командаға ешкім қосыла алмайды. Қажет болса, жаңа сілтеме жасауға болады.
team-button-link-back = Сілтемені жабу
team-link-ended = Сілтеме жабылды.
team-member = <b>{ $name }</b>
team-member-roles = Қазіргі рөлдері:
team-member-former = Бұрынғы рөлдері:
team-role-since = { $role }. Басталған күні: { $date }
team-role-until = { $role }. { $since } – { $until }
team-member-work = Атқарған ісі:
team-work-publish = Жариялаған ұсынысы: { $count }
team-work-return = Пысықтауға қайтарғаны: { $count }
team-work-reject = Қабылдамағаны: { $count }
team-work-join = Біріктіргені: { $count }
team-work-undone = Күшін жойған шешімі: { $count }
team-work-sanctions = Авторларға қолданған шарасы: { $count }
team-work-selections = Қысқа тізімге енгізгені: { $count }
team-work-outcomes = Нәтиже бойынша тіркеген қадамы: { $count }
team-work-none = Әзірге жоқ.
error-last-organizer = Бұл – соңғы ұйымдастырушы. Алдымен басқа ұйымдастырушыны шақырыңыз, әйтпесе науқанды ешкім басқара алмай қалады.
error-invitation-not-open = Бұл сілтеме пайдаланылған, мерзімі өткен немесе жабылған. Тізімді қайта ашыңыз.
