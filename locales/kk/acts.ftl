### Ұсыныстың тарихы: кім, қашан, не істеді және неге

acts-title =
    <b>№ { $number } ұсыныстың тарихы</b>
    { $title }
    Мәртебесі: { $state }
acts-page = { $page }-бет, барлығы { $pages }. Соңғысы бірінші тұр.
acts-newer = ‹ Кейінгілері
acts-older = Бұрынғылары ›
acts-entry = { $at }. <b>{ $what }</b>
acts-by =
    { $role ->
        [organizer] Ұйымдастырушы: { $name }
       *[moderator] Модератор: { $name }
    }
acts-by-role =
    { $role ->
        [author] Автор
        [moderator] Модератор
        [organizer] Ұйымдастырушы
       *[system] Бот
    }
acts-joined = № { $number } ұсыныспен біріктірілді
acts-undone = Шешімнің күші жойылды. Мәртебесі: { $state }
acts-corrected =
    { $field ->
        [topic] Саласы түзетілді: { $from } → { $to }
        [place] Өңірі түзетілді: { $from } → { $to }
       *[language] Түпнұсқа тілі түзетілді: { $from } → { $to }
    }
acts-language =
    { $language ->
        [kk] қазақша
       *[ru] орысша
    }
acts-translated =
    { $language ->
        [kk] Қазақша аудармасы
       *[ru] Орысша аудармасы
    } { $what ->
        [add] қосылды
        [change] өзгертілді
       *[delete] жойылды
    }
acts-carries = Дауысын көшіру туралы сұрақ алған тұрғындар: { $asked }. Көшіргені: { $carried }, қалдырғаны: { $left }
acts-sanction =
    { $kind ->
        [warn] Авторға ескерту жасалды
        [mute] Автордың жазуына уақытша шектеу қойылды
       *[ban] Авторға жазуға және дауыс беруге тыйым салынды
    }
acts-sanction-lifted =
    { $kind ->
        [warn] Авторға жасалған ескерту алып тасталды
        [mute] Авторға қойылған шектеу алып тасталды
       *[ban] Авторға салынған тыйым алып тасталды
    }
acts-until = Аяқталатын уақыты: { $until }
