### Команда: приглашения, список, отзыв роли, приветствие

team-title = <b>Команда</b>
team-empty = В команде пока никого нет. Пригласите модератора или организатора.
team-organizers = <b>Организаторы</b>
team-moderators = <b>Модераторы</b>
team-line = { $position }. { $name }
team-line-region = { $position }. { $name } – { $region }
team-hint = Чтобы отозвать роль, нажмите номер человека в списке.
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
