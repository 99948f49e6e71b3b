### Ұйымдастырушы: ұсыныстарды файлға экспорттау

export-title = <b>Экспорт</b>
export-campaign = { $name }
export-about-public = <b>Ашық көшірме</b>: жарияланған ұсыныстар, олардың нәтижесі және дауыс саны. Дербес деректер жоқ, оны таратуға болады.
export-about-internal = <b>Ішкі көшірме</b>: жіберілген барлық ұсыныс, қабылдамау себептері мен модераторлардың ескертулері, тарихында команда адамдарының аты-жөні бар. Тек ұйымдастырушыларға арналған.
export-place = Өңір: { $place }
export-topic = Сала: { $topic }
export-state = Мәртебесі: { $state }
export-all-states = Барлық мәртебе
export-formats =
    Форматын таңдаңыз:
    • XLSX – Excel кестесі, парақтары: ұсыныстар, өңірлер, салалар, шешімдер, тарих
    • DOCX – басып шығарып, тапсыруға болатын форум құжаты
    • CSV – кез келген бағдарламада ашылатын бір кесте
    • JSON lines – бағдарламаларға және ашық деректерге арналған
    • Тарих – әр ұсыныспен кімнің, қашан, не істегені
export-button-xlsx = Кесте, XLSX
export-button-docx = Құжат, DOCX
export-button-csv = Кесте, CSV
export-button-jsonl = JSON lines
export-button-history-xlsx = Тарих, XLSX
export-button-history-csv = Тарих, CSV
export-button-public = Ашық көшірме
export-button-internal = Ішкі көшірме
export-pick-place = Өңір
export-pick-topic = Сала
export-pick-state = Мәртебесі
export-pick-campaign = Басқа науқан
export-choose-place = <b>Файлға қай өңірдің ұсыныстары жазылсын?</b>
export-choose-topic = <b>Файлға қай саланың ұсыныстары жазылсын?</b>
export-choose-state = <b>Файлға қай мәртебедегі ұсыныстар жазылсын?</b>
export-choose-campaign = <b>Файлға қай науқанның ұсыныстары жазылсын?</b>
export-kind = { $copy } · { $format }
export-preparing = <b>Файл дайындалып жатыр</b>
export-will-come = Дайын болғанда осы чатқа бөлек хабарламамен келеді.
export-written = Жазылған жол: { $done } / { $total }
export-written-document = Жазылған ұсыныс: { $done }
export-sending = Жіберіліп жатқан бөлік: { $part } / { $total }
export-button-stop = Экспортты тоқтату
export-button-again = Қайта экспорттау
export-done =
    <b>Файл жіберілді</b>
    Жол саны: { $rows }
export-done-parts =
    <b>Файл жіберілді</b>
    Бөлік саны: { $parts }, жол саны: { $rows }
export-cancelled =
    <b>Экспорт тоқтатылды</b>
    Файл жіберілген жоқ.
export-cancelled-parts =
    <b>Экспорт тоқтатылды</b>
    Жіберілген бөлік: { $parts }
export-taken-back = <b>Экспорт тоқтатылды</b>: файлдар тек ұйымдастырушыларға жіберіледі.
export-caption =
    <b>{ $name }</b>
    Ашық көшірме, жасалған уақыты: { $at }
export-caption-internal =
    <b>{ $name }</b>
    Ішкі көшірме, таратуға болмайды. Жасалған уақыты: { $at }
export-caption-part = Бөлік: { $part } / { $total }
export-failed = Экспорт: файлды жіберу мүмкін болмады, сәл кейінірек қайталап көріңіз.
