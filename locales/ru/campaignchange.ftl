### Организатор: настройки кампании, вопросы о них и их изменение

setting-name-kk = Название на казахском
setting-name-ru = Название на русском
setting-collecting-from = Первый день приёма предложений
setting-collecting-until = Последний день приёма предложений
setting-voting-from = Первый день голосования
setting-voting-until = Последний день голосования
setting-follow-up-from = Первый день контроля исполнения
setting-vote-budget = Голосов у одного жителя
setting-shortlist-per-region = Шорт-лист, от региона
setting-shortlist-per-topic = Шорт-лист, от сферы
setting-verification = Подтверждение номера телефона
setting-button-name-kk = Название (каз.)
setting-button-name-ru = Название (рус.)
setting-button-collecting-from = Начало приёма
setting-button-collecting-until = Срок приёма
setting-button-voting-from = Начало голосования
setting-button-voting-until = Срок голосования
setting-button-follow-up-from = Начало контроля
setting-button-vote-budget = Число голосов
setting-button-shortlist-per-region = Шорт-лист: регион
setting-button-shortlist-per-topic = Шорт-лист: сфера
setting-button-verification = Номер телефона
setting-none-follow-up-from = не назначен
setting-none-vote-budget = без ограничения
setting-none-shortlist-per-region = не задано
setting-none-shortlist-per-topic = не задано
setting-none-verification = как в настройках бота
setting-verification-phone = обязательно
setting-verification-off = не требуется
setting-button-none-follow-up-from = Не назначать
setting-button-none-vote-budget = Не ограничивать
setting-button-none-shortlist-per-region = Не задавать
setting-button-none-shortlist-per-topic = Не задавать
setting-button-none-verification = Как в настройках бота
setting-line = { $name }: <b>{ $value }</b>
setting-title =
    <b>Настройки кампании</b>
    Выберите кнопкой ниже, что изменить. Изменение вступит в силу только после подтверждения.
setting-now = Сейчас: <b>{ $value }</b>
setting-confirm =
    <b>{ $name }</b>
    Сейчас: { $old }
    Будет: <b>{ $new }</b>
setting-confirm-ask = Подтвердить изменение?
setting-shortlisted = В шорт-лист уже включено предложений: { $count }. Список останется таким, каким подтверждён, и за эти предложения больше не голосуют. За остальные голосование продлится до новой даты включительно, поэтому рейтинг может измениться. Добавить что-то в шорт-лист можно будет только после окончания голосования.
setting-changed = <b>Изменено:</b> { $name }
setting-button-save = Подтвердить
setting-button-other = Указать другое
setting-buttons-only = Выберите один из вариантов на кнопках ниже.
setting-number-expected = Напишите число цифрами, например: 5

campaign-ask-collecting-from =
    <b>Первый день приёма предложений</b>
    Напишите дату по образцу: { $example }. Предложения принимаются с начала этого дня.
campaign-ask-voting-from =
    <b>Первый день голосования</b>
    Напишите дату по образцу: { $example }. Этот день не может быть раньше первого дня приёма предложений.
campaign-ask-follow-up-from =
    <b>Первый день контроля исполнения</b>
    С какого дня следить за тем, что стало с предложениями? Напишите дату по образцу: { $example }. Этот день должен быть позже последнего дня голосования.
campaign-ask-vote-budget =
    <b>Голосов у одного жителя</b>
    Сколько голосов одновременно может отдать один житель? Напишите число от { $minimum } до { $maximum }.
campaign-ask-shortlist-per-region =
    <b>Шорт-лист: от каждого региона</b>
    Сколько предложений каждого региона предлагать к отбору? Напишите число от { $minimum } до { $maximum }.
campaign-ask-shortlist-per-topic =
    <b>Шорт-лист: от каждой сферы</b>
    Сколько предложений каждой сферы предлагать к отбору? Напишите число от { $minimum } до { $maximum }.
campaign-ask-verification =
    <b>Подтверждение номера телефона</b>
    Нужно ли жителю один раз подтвердить свой номер телефона, чтобы голосовать и подавать предложения? Выберите кнопкой ниже.

error-setting-same = У этой настройки уже такое значение. Укажите другое.
error-setting-moved = За это время настройку изменил другой организатор. Посмотрите, какая она теперь, и при необходимости измените снова.
error-phase-begun = Этот этап уже начался, его первый день изменить нельзя. Выберите другую настройку.
error-dates-clash =
    { $rule ->
        [collecting] Последний день приёма предложений не может быть раньше первого.
        [voting] Последний день голосования не может быть раньше первого.
        [voting-start] Голосование не может начаться раньше приёма предложений.
        [voting-end] Последний день голосования не может быть раньше последнего дня приёма предложений.
       *[follow-up] Контроль исполнения начинается только после окончания голосования.
    } Укажите другую дату.
error-date-far = Эта дата слишком далеко. Укажите дату не позже конца { $year } года.
error-campaign-over = Эта кампания завершена, изменить её уже нельзя.
error-shortlist-range = Число предложений должно быть от { $minimum } до { $maximum }. Напишите ещё раз.
error-phones-not-kept = В этом боте не настроено подтверждение номера телефона. Сначала технический администратор должен задать настройку PHONE_PEPPER.
