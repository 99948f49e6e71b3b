### Өткен форумдар және науқанның өзгерістер тарихы

past-title =
    <b>Өткен форумдар</b>
    Төмендегі батырмалардан қажетін таңдаңыз.
past-none = Аяқталған форум әлі жоқ.
past-list = <b>{ $name }</b> (аяқталған)
past-ended = Аяқталған уақыты: { $at }
past-button-forums = Өткен форумдар
past-button-read = Ұсыныстарын оқу
record-title =
    <b>Өзгерістер тарихы</b>
    { $name }
record-none = Әзірге ешқандай әрекет жазылмаған.
record-line = { $at }, { $who }
record-operator = бот операторы
record-organizer = ұйымдастырушы
record-button-older = Бұрынғылары
record-create = Науқан құрылды.
record-end = Науқан аяқталды.
record-change = { $setting }: { $old } → <b>{ $new }</b>
record-pause-submitting = Ұсыныс қабылдау тоқтатылды.
record-pause-voting = Дауыс беру тоқтатылды.
record-resume-submitting = Ұсыныс қабылдау жалғастырылды.
record-resume-voting = Дауыс беру жалғастырылды.
record-section-add = Секция қосылды: { $name }
record-section-rename = Секцияның атауы өзгертілді: { $name }
record-section-move = Секцияның реті өзгертілді: { $name }
record-section-remove = Секция алып тасталды: { $name }
record-other = Науқан өзгертілді.
