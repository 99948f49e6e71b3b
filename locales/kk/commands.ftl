### Командалар мәзірі: ең көбі бір жол

command-start = Басты мәзір
command-submit = Ұсыныс жіберу
command-list = Ұсыныстар тізімі
command-next = Көрмеген ұсыныстарды бір-бірлеп оқу
command-search = Сөзбен немесе нөмірмен іздеу
command-mine = Менің ұсыныстарым
command-settings = Тіл және өңір
command-privacy = Құпиялық саясаты және деректерім
command-help = Көмек
command-queue = Қаралатын ұсыныстар кезегі
command-digest = Дайджест: жағдайға қысқаша шолу
command-duty = Кезекші модератор
command-campaign = Ұсыныс жинау науқаны
command-announce = Хабарландыру жіберу
command-export = Ұсыныстарды экспорттау
command-shortlist = Қысқа тізім: форумға іріктеу
command-outcomes = Ұсыныстардың нәтижесі
command-team = Команда және шақыру
command-connect = Топты өңірдің кезегіне қосу
command-disconnect = Топты өңірден ажырату
command-sanctions = Авторларға қойылған шектеулер
command-history = Ұсыныстың тарихы: /history 214
command-stats = Науқанның статистикасы
