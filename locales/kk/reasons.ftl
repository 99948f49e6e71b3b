### Ұйымдастырушы: қабылдамау себептері

reasons-button = Қабылдамау себептері
reasons-title = <b>Қабылдамау себептері</b>
reasons-hint = Модератор ұсынысты қабылдамағанда, осы тізімнен себеп таңдайды. Өзгерту үшін себептің нөмірін басыңыз.
reasons-line = { $position }. { $name }
reasons-public = ашық
reasons-hidden = жасырын
reasons-withdrawn = ұсынылмайды
reasons-button-add = Себеп қосу
reasons-one = <b>Қабылдамау себебі</b>
reasons-name-kk = Қазақша атауы: <b>{ $words }</b>
reasons-name-ru = Орысша атауы: <b>{ $words }</b>
reasons-about-kk = Авторға қазақша түсіндірме: { $words }
reasons-about-ru = Авторға орысша түсіндірме: { $words }
reasons-is-public = Ашық: ұқсас ұсыныс жазған тұрғын да бұл себепті көреді.
reasons-is-hidden = Жасырын: бұл себепті автор мен команда ғана көреді.
reasons-is-offered = Модераторлар бұл себепті таңдай алады.
reasons-is-withdrawn = Модераторлар бұл себепті таңдай алмайды. Бұрынғы шешімдерде ол сақталады.
reasons-button-name-kk = Қазақша атауы
reasons-button-name-ru = Орысша атауы
reasons-button-about-kk = Қазақша түсіндірме
reasons-button-about-ru = Орысша түсіндірме
reasons-button-public = Ашық ету
reasons-button-hidden = Жасырын ету
reasons-button-offered = Тізімге қайтару
reasons-button-withdrawn = Тізімнен алып тастау
reasons-button-up = Жоғары
reasons-button-down = Төмен
reasons-ask-name-kk =
    <b>Қазақша атауы</b>
    Себептің қазақша атауын жазыңыз: { $minimum }–{ $maximum } таңба. Ол модератордың батырмасында көрсетіледі.
reasons-ask-name-ru =
    <b>Орысша атауы</b>
    Себептің орысша атауын жазыңыз: { $minimum }–{ $maximum } таңба. Ол модератордың батырмасында көрсетіледі.
reasons-ask-about-kk =
    <b>Қазақша түсіндірме</b>
    Авторға бұл нені білдіретінін және енді не істеуге болатынын қазақша жазыңыз: { $minimum }–{ $maximum } таңба.
reasons-ask-about-ru =
    <b>Орысша түсіндірме</b>
    Авторға бұл нені білдіретінін және енді не істеуге болатынын орысша жазыңыз: { $minimum }–{ $maximum } таңба.
reasons-now = Қазіргісі: { $words }
reasons-preview = <b>Тексеріп шығыңыз</b>
reasons-button-add-public = Ашық себеп етіп қосу
reasons-button-add-hidden = Жасырын себеп етіп қосу
reasons-added = <b>Себеп қосылды.</b> Модераторлар оны енді таңдай алады.
reasons-saved = <b>Сақталды.</b>
reasons-cancelled = Әрекет тоқтатылды: себеп қосылған жоқ.
reasons-buttons-only = Себепті қосу немесе өзгерту үшін төмендегі батырмаларды пайдаланыңыз.
