### Модератор ұсынысты сол мәселе туралы басқа ұсыныспен біріктіреді

joining-button = Біріктіру
joining-title =
    <b>№ { $number } ұсынысты қайсысымен біріктіру керек?</b>
    { $title }
joining-how = Басқа ұсыныстың нөмірін немесе атауындағы сөздерді жазыңыз.
joining-similar = Жарияланған ұқсас ұсыныстар:
joining-found = «{ $words }» бойынша табылғаны:
joining-found-none = «{ $words }» бойынша жарияланған ұсыныс табылмады.
joining-line = <b>№ { $number }</b> { $title } · қолдағандар: { $support }
joining-button-one = № { $number }
joining-preview = <b>Екі ұсыныс бір мәселе туралы ма? Тексеріп шығыңыз</b>
joining-preview-goes =
    Жабылады: <b>№ { $number } · { $title }</b>
    { $about }
    Қолдағандар: { $support }
joining-preview-stays =
    Қалады: <b>№ { $number } · { $title }</b>
    { $about }
    Қолдағандар: { $support }
joining-preview-next = № { $number } ұсынысқа бұдан былай дауыс берілмейді, оқырманға № { $target } ұсыныс көрсетіледі. Дауыстар өздігінен көшпейді: әр қолдаушыдан бір рет сұраймыз.
joining-button-do = № { $number } ұсыныспен біріктіру
joining-button-other = Басқасын таңдау
joining-done = <b>№ { $number } ұсыныс № { $target } ұсыныспен біріктірілді</b>
joining-done-votes = Қолдаушылар: { $support }. { $minutes } минуттан кейін әрқайсысынан дауысын көшіре ме, жоқ па деп сұраймыз. Оған дейін шешімнің күшін жоюға болады.
joining-button-target = № { $number } ұсынысты ашу

joining-card =
    № { $number } ұсыныспен біріктірілді:
    { $title }
joining-notice =
    <b>Ұсынысыңыз басқа ұсыныспен біріктірілді</b>
    № { $number } · { $title }

    Ол № { $target } ұсыныспен бір мәселе туралы:
    { $other }

    Енді оқырмандарға сол ұсыныс көрсетіледі. Әр қолдаушыңыздан дауысын көшіре ме, жоқ па деп сұраймыз.
