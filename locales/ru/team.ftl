### Команда: приглашения, список, отзыв роли, приветствие

team-title = <b>Команда</b>
team-empty = В команде пока никого нет. Пригласите модератора или организатора.
team-organizers = <b>Организаторы</b>
team-moderators = <b>Модераторы</b>
team-line = { $position }. { $name }
team-line-region = { $position }. { $name } – { $region }
team-hint = Чтобы посмотреть роли и работу человека или отозвать роль, нажмите его номер в списке.
team-button-moderator = Пригласить модератора
team-button-organizer = Пригласить организатора

team-revoke-ask =
    <b>Отозвать роль</b>
    { $name }
    { $role }

    Кнопки этой роли сразу перестанут действовать для этого человека. Позже его можно пригласить снова.
team-revoke-self = Это ваша собственная роль.
team-button-revoke = Отозвать роль
team-revoked = Роль отозвана: { $name }
team-role-region = { $role }, { $region }

team-invite-regions =
    <b>Пригласить модератора</b>
    Предложения каких регионов будет рассматривать модератор? Отметьте один или несколько и создайте ссылку.
team-invite-chosen = Выбрано: { $regions }
team-chosen = ✓ { $label }
team-button-link = Создать ссылку
team-invite-ready = <b>Ссылка-приглашение готова</b>
team-invite-role = Роль: { $role }
team-invite-region = Регион: { $regions }
team-invite-once =
    Ссылка сработает только один раз и действует { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }. Отправьте её только тому, кого приглашаете.
team-button-copy = Скопировать ссылку
team-share-text = Приглашение в команду бота «Ұсыныс»

join-welcome = <b>Добро пожаловать!</b>
join-moderator =
    Теперь вы модератор. Регион: { $regions }

    Вы читаете предложения из очереди и публикуете их, возвращаете на доработку или отклоняете с указанием причины. Срок решения: { $limit ->
        [one] { $limit } рабочий день
        [few] { $limit } рабочих дня
        [many] { $limit } рабочих дней
       *[other] { $limit } рабочего дня
    }.
join-organizer =
    Теперь вы организатор.

    Вы открываете и завершаете кампанию, выгружаете предложения в файл, приглашаете модераторов и организаторов.
join-digest = Дайджест (краткая сводка по региону) приходит по рабочим дням в { $time }. Время можно изменить.
join-button-queue = Открыть очередь

team-button-history = История команды
team-button-links = Открытые ссылки
team-button-revoke-one = Отозвать: { $role }
team-history-title = <b>История команды</b>
team-history-empty = Пока ничего не было.
team-act-invited = Создана ссылка-приглашение. { $role }
team-act-joined = В команде: { $name }. { $role }
team-act-revoked = Роль отозвана: { $name }. { $role }
team-act-ended = Ссылка закрыта до срока. { $role }
team-by = Кто: { $by }
team-regions-more = { $regions } и ещё { $more }
team-links-title = <b>Открытые ссылки</b>
team-links-empty = Неиспользованных ссылок нет.
team-links-hint = Чтобы закрыть ссылку, нажмите её номер. Саму ссылку показать ещё раз нельзя.
team-link = <b>{ $position }. { $role }</b>
team-link-made = Создана: { $at }. Кем: { $by }. Действует до: { $until }
team-link-ask =
    <b>Закрыть ссылку?</b>
    { $role }
team-link-then = После этого никто не войдёт по ней в команду. Если понадобится, можно создать новую.
team-button-link-back = Закрыть ссылку
team-link-ended = Ссылка закрыта.
team-member = <b>{ $name }</b>
team-member-roles = Роли сейчас:
team-member-former = Прежние роли:
team-role-since = { $role }. С { $date }
team-role-until = { $role }. { $since } – { $until }
team-member-work = Сделано:
team-work-publish = Опубликовано предложений: { $count }
team-work-return = Возвращено на доработку: { $count }
team-work-reject = Отклонено: { $count }
team-work-join = Объединено: { $count }
team-work-undone = Отменено решений: { $count }
team-work-sanctions = Мер к авторам: { $count }
team-work-selections = Включено в шорт-лист: { $count }
team-work-outcomes = Записано шагов по итогам: { $count }
team-work-none = Пока ничего.
error-last-organizer = Это последний организатор. Сначала пригласите другого, иначе управлять кампанией будет некому.
error-invitation-not-open = Эта ссылка использована, закрыта или её срок истёк. Откройте список ещё раз.
