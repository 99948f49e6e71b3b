### Ұсыныстың мәртебесі, науқанның кезеңі, рөлдер, қабылдамау себептері

state-draft = Қаралама
state-pending = Қаралуда
state-returned = Пысықтауға қайтарылды
state-rejected = Қабылданбады
state-appealed = Шешімге шағым қаралуда
state-published = Жарияланды
state-joined = Біріктірілді
state-withdrawn = Автор қайтарып алды
state-hidden = Уақытша жасырылды
state-shortlisted = Форумға іріктелді
state-recommended = Ұсынымдарға енгізілді
state-sent = Мемлекеттік органға жолданды
state-answered = Жауап алынды
state-in-progress = Орындалуда
state-done = Іске асырылды
state-declined = Бас тартылды

phase-preparation = Дайындық
phase-collecting = Ұсыныс қабылдау
phase-voting = Дауыс беру
phase-closed = Аяқталды
phase-follow-up = Орындалуын бақылау

role-resident = Тұрғын
role-moderator = Модератор
role-organizer = Ұйымдастырушы
role-admin = Әкімші

reason-not-for-forum = Форумға арналмаған
reason-not-for-forum-about = Бұл – жеке өтініш немесе шағым. Форумда қоғамға ортақ мәселелер талқыланады. Өтініш пен шағымды мемлекеттік органға тікелей жолдаңыз.
reason-abuse = Қорлау немесе балағаттау
reason-abuse-about = Мәтінде қорлайтын немесе балағат сөздер бар. Оларды алып тастап, ұсынысты жаңадан жіберіңіз.
reason-personal-data = Дербес деректер
reason-personal-data-about = Мәтінде дербес деректер бар: телефон нөмірі, ЖСН, мекенжай немесе басқасы. Оларды алып тастап, ұсынысты жаңадан жіберіңіз.
reason-advertising = Жарнама
reason-advertising-about = Мәтін тауарды, қызметті немесе ұйымды жарнамалайды. Ұсыныс қоғамға маңызды мәселе туралы болуға тиіс.
reason-unclear = Мәні түсініксіз
reason-unclear-about = Қандай мәселе бар екені және не ұсынылатыны түсініксіз. Нақтырақ жазып, ұсынысты жаңадан жіберіңіз.
reason-duplicate = Қайталанатын ұсыныс
reason-duplicate-about = Осындай ұсыныс бұрын жарияланған. Оны тізімнен тауып, қолдай аласыз.
reason-illegal = Заңға қайшы
reason-illegal-about = Ұсыныс Қазақстан заңдарына қайшы келеді немесе заң бұзуға шақырады. Заңды жолын тауып, жаңадан жаза аласыз.
reason-out-of-scope = Құзыреттен тыс
reason-out-of-scope-about = Бұл мәселені Қазақстанның мемлекеттік органдары да, азаматтық қоғам ұйымдары да шеше алмайды. Басқа мәселе бойынша жаңа ұсыныс жібере аласыз.
