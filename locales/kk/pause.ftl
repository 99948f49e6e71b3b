### Ұсыныс қабылдауды және дауыс беруді уақытша тоқтату

pause-title =
    <b>Уақытша тоқтату</b>
    Ұсыныс қабылдауды немесе дауыс беруді бірден тоқтатуға болады. Тұрғындар сіз жазған түсіндірмені көреді. Жіберілген ұсыныстар мен берілген дауыстар сақталады, қараламалар да жоғалмайды.
pause-none-submitting = Ұсыныс қабылдау тоқтатылмаған.
pause-none-voting = Дауыс беру тоқтатылмаған.
pause-since-submitting = <b>Ұсыныс қабылдау тоқтатылған.</b> Тоқтатылған уақыты: { $at }
pause-since-voting = <b>Дауыс беру тоқтатылған.</b> Тоқтатылған уақыты: { $at }
pause-said-kk = Қазақша: { $text }
pause-said-ru = Орысша: { $text }
pause-button-submitting = Ұсыныс қабылдауды тоқтату
pause-button-voting = Дауыс беруді тоқтату
pause-button-resume-submitting = Қабылдауды жалғастыру
pause-button-resume-voting = Дауыс беруді жалғастыру
pause-button-reword-submitting = Қабылдау: түсіндірмені өзгерту
pause-button-reword-voting = Дауыс: түсіндірмені өзгерту
pause-heading-submitting = <b>Ұсыныс қабылдауды уақытша тоқтату</b>
pause-heading-voting = <b>Дауыс беруді уақытша тоқтату</b>
pause-ask-kk = Тұрғындарға не айтылады? Түсіндірмені қазақша жазыңыз: { $minimum }–{ $maximum } таңба.
pause-ask-ru = Сол түсіндірмені орысша жазыңыз: { $minimum }–{ $maximum } таңба.
pause-note-submitting = Растасаңыз, ұсыныс қабылдау бірден тоқтайды. Бастап қойған қараламалар сақталады.
pause-note-voting = Растасаңыз, дауыс беру бірден тоқтайды. Берілген дауыстар сақталады.
pause-button-sure = Тоқтату
pause-button-kk = Қазақша түсіндірме
pause-button-ru = Орысша түсіндірме
pause-done-submitting = <b>Ұсыныс қабылдау тоқтатылды.</b>
pause-done-voting = <b>Дауыс беру тоқтатылды.</b>
pause-resumed-submitting = <b>Ұсыныс қабылдау жалғастырылды.</b>
pause-resumed-voting = <b>Дауыс беру жалғастырылды.</b>
pause-words-needed = Түсіндірмені сөзбен жазыңыз.
pause-submitting = Ұсыныс қабылдау уақытша тоқтатылды: { $why }
pause-voting = Дауыс беру уақытша тоқтатылды: { $why }
pause-alert-voting = Дауыс беру уақытша тоқтатылды. Түсіндірмесі ұсыныс ашылғанда көрсетіледі.

error-submitting-paused = Ұсыныс қабылдау уақытша тоқтатылды. { $why }
error-voting-paused = Дауыс беру уақытша тоқтатылды. { $why }
error-pause-text = Түсіндірме { $minimum }–{ $maximum } таңба болуға тиіс. Қайта жазып жіберіңіз.
