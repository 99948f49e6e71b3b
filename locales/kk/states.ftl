### Ұсыныстың мәртебесі, науқанның кезеңі, рөлдер

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
state-sent = Тиісті орынға жолданды
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
