### История предложения: кто, когда, что сделал и почему

acts-title =
    <b>История предложения № { $number }</b>
    { $title }
    Статус: { $state }
acts-page = Страница { $page } из { $pages }. Последнее стоит первым.
acts-newer = ‹ Позже
acts-older = Раньше ›
acts-entry = { $at }. <b>{ $what }</b>
acts-by =
    { $role ->
        [organizer] Организатор: { $name }
       *[moderator] Модератор: { $name }
    }
acts-by-role =
    { $role ->
        [author] Автор
        [moderator] Модератор
        [organizer] Организатор
       *[system] Бот
    }
acts-joined = Объединено с предложением № { $number }
acts-undone = Решение отменено. Статус: { $state }
acts-corrected =
    { $field ->
        [topic] Исправлена сфера: { $from } → { $to }
        [place] Исправлен регион: { $from } → { $to }
       *[language] Исправлен язык оригинала: { $from } → { $to }
    }
acts-language =
    { $language ->
        [kk] казахский
       *[ru] русский
    }
acts-translated =
    { $language ->
        [kk] Казахский перевод
       *[ru] Русский перевод
    } { $what ->
        [add] добавлен
        [change] изменён
       *[delete] удалён
    }
acts-carries = Жителей спросили, перенести ли голос: { $asked }. Перенесли: { $carried }, оставили: { $left }
acts-sanction =
    { $kind ->
        [warn] Автору сделано предупреждение
        [mute] Автору временно ограничено право писать
       *[ban] Автору запрещено писать и голосовать
    }
acts-sanction-lifted =
    { $kind ->
        [warn] Предупреждение автору снято
        [mute] Ограничение для автора снято
       *[ban] Запрет для автора снят
    }
acts-until = Действует до: { $until }
