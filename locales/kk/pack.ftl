### Форум жинағы: DOCX құжатының ішіндегі сөздер

pack-kind = Азаматтық форумға арналған ұсыныстар жинағы
pack-organizer = Қазақстанның Азаматтық альянсы
pack-date = Жасалған күні: { $day }
pack-page = { $page }-бет, барлығы { $pages }
pack-internal = Ішкі көшірме. Тек ұйымдастырушыларға арналған, таратуға болмайды.
pack-is-shortlist = Құжатқа форумға іріктелген ұсыныстар және олардың нәтижесі енгізілді.
pack-is-published = Форумға ұсыныс әлі іріктелген жоқ. Құжатқа ең көп қолдау тапқан жарияланған ұсыныстар енгізілді, ең көбі { $most } ұсыныс.
pack-is-rest = Құжатқа форумға іріктелмеген жарияланған ұсыныстар енгізілді: ең көп қолдау тапқаны, ең көбі { $most } ұсыныс.
pack-narrowed = Сүзгі: { $names }.
pack-left-out = Қолдауы азырақ болғандықтан құжатқа кірмеген ұсыныс: { $count }.
pack-nothing = Мұндай жарияланған ұсыныс жоқ.
pack-nothing-unpublished = Жинаққа жарияланған ұсыныстар ғана енеді, ал сүзгіде таңдалған мәртебедегі ұсыныстар жарияланбаған.
pack-nothing-shortlisted = Форумға іріктелген ұсыныстардың ішінде бұл сүзгіге сайы жоқ.
pack-no-section = Секциясы белгіленбеген ұсыныстар

pack-contents = Мазмұны
pack-summary = Жиынтық кестелер
pack-by-region = Өңірлер бойынша
pack-by-topic = Салалар бойынша
pack-summary-note = Кестелер бүкіл науқанды қамтиды. «Іріктелді» бағанына кейін тиісті орынға жолданған және жауап алған ұсыныстар да кіреді. Дауыс саны жарияланған ұсыныстар бойынша берілген.
pack-column-region = Қай өңірге қатысты
pack-column-topic = Сала
pack-column-submitted = Жіберілді
pack-column-published = Жарияланды
pack-column-shortlisted = Іріктелді
pack-column-answered = Жауап алды
pack-column-support = Қолдады
pack-column-objections = Қарсы
pack-total = Барлығы

pack-count-submitted = Жіберілген ұсыныс
pack-count-published = Жарияланған ұсыныс
pack-count-shortlisted = Форумға іріктелген ұсыныс
pack-count-answered = Жауап алған ұсыныс
pack-count-support = Қолдаған дауыс
pack-count-objections = Қарсы дауыс
pack-count-entries = Осы құжаттағы ұсыныс

pack-entry = № { $number } · { $state }
pack-votes = Қолдады: { $support }. Қарсы: { $objections }. Қолдағандар тұратын өңір саны: { $breadth }.
pack-submitted = Жіберілген күні: { $day }.
pack-published = Жарияланған күні: { $day }.
pack-meeting = Кездесуде айтылған ұсыныс. Өткен жері: { $place }, күні: { $day }.
pack-selected-region = Іріктеу негізі: өңір рейтингі, { $rank }-орын.
pack-selected-topic = Іріктеу негізі: сала рейтингі, { $rank }-орын.
pack-selected-national = Іріктеу негізі: бүкіл Қазақстанға қатысты ұсыныстар рейтингі, { $rank }-орын.
pack-selected-organizer = Іріктеу негізі: ұйымдастырушының таңдауы.
pack-selected-figures = Іріктелген күні: қолдады – { $support }, қарсы – { $objections }, қолдағандар тұратын өңір саны – { $breadth }.
pack-remark = Ұйымдастырушының түсіндірмесі: { $remark }
pack-step = { $state }: { $day }.
pack-sent = Жолданды: { $addressee }, { $day }.
pack-due = Мерзімі: { $day }.
pack-answer = Жауап. { $state }: { $day }.
pack-ratings = Жауапқа берілген баға: мәні бойынша – { $answered }, ішінара – { $partly }, сырғытпа – { $formal }.

pack-original = Қазақша, түпнұсқа
pack-translation = Қазақша, аударма
pack-missing = Қазақшаға әзірге аударылмаған.
