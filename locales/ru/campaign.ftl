### Организатор: кампания по сбору предложений

campaign-none =
    <b>Кампания по сбору предложений</b>

    Сейчас открытой кампании нет. Новую можно создать в этом чате: напишите названия на двух языках и два срока, проверьте и подтвердите.
campaign-latest = Последняя кампания: { $name }
campaign-title = <b>{ $name }</b>
campaign-name-kk = Название на казахском: { $name }
campaign-name-ru = Название на русском: { $name }
campaign-phase = Этап: { $phase }
campaign-collecting = Последний день приёма предложений: { $date }
campaign-voting = Последний день голосования: { $date }
campaign-published = Опубликовано предложений: { $count }
campaign-button-new = Создать кампанию
campaign-button-end = Завершить кампанию
campaign-button-export = Экспорт
campaign-button-changes = Изменить настройки
campaign-button-pauses = Приостановка
campaign-button-shortlist = Шорт-лист
campaign-button-outcomes = Итоги по предложениям
campaign-button-stats = Статистика
campaign-button-announcements = Объявления
campaign-button-import = Импорт
campaign-button-sections = Секции форума
campaign-button-history = История изменений
campaign-button-past = Прошедшие форумы
campaign-button-team = Команда
campaign-button-campaign = Кампания

campaign-step = Шаг { $step } из { $total }
campaign-ask-name-kk =
    <b>Название на казахском</b>
    Напишите название кампании на казахском: от { $minimum } до { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }. Например: «XIII Азаматтық форум»
campaign-ask-name-ru =
    <b>Название на русском</b>
    Напишите то же название на русском: от { $minimum } до { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }. Например: «XIII Гражданский форум»
campaign-ask-collecting-until =
    <b>Последний день приёма предложений</b>
    Напишите дату по образцу: { $example }. Предложения принимаются до конца этого дня.
campaign-ask-voting-until =
    <b>Последний день голосования</b>
    Напишите дату по образцу: { $example }. Этот день не может быть раньше последнего дня приёма предложений.
campaign-preview = <b>Проверьте</b>
campaign-preview-note = Приём предложений начнётся сразу после создания кампании.
campaign-button-create = Создать
campaign-created = <b>Кампания открыта.</b> Жители могут подавать предложения.
campaign-cancelled = Действие отменено: кампания не создана.

campaign-end-ask =
    <b>Завершить кампанию</b>
    { $name }

    Приём предложений и голосование прекратятся сразу. Открыть завершённую кампанию снова нельзя.
campaign-button-end-sure = Да, завершить
campaign-ended = <b>Кампания завершена.</b>
campaign-buttons-only = Чтобы создать кампанию или изменить её, воспользуйтесь кнопками ниже.
campaign-name-empty = Название пустое. Напишите название кампании словами.
