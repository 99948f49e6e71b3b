### Прошедшие форумы и история изменений кампании

past-title =
    <b>Прошедшие форумы</b>
    Выберите нужный кнопкой ниже.
past-none = Завершённых форумов пока нет.
past-list = <b>{ $name }</b> (завершён)
past-ended = Время завершения: { $at }
past-button-forums = Прошедшие форумы
past-button-read = Читать предложения
record-title =
    <b>История изменений</b>
    { $name }
record-none = Записей пока нет.
record-line = { $at }, { $who }
record-operator = оператор бота
record-organizer = организатор
record-button-older = Более ранние
record-create = Кампания создана.
record-end = Кампания завершена.
record-change = { $setting }: { $old } → <b>{ $new }</b>
record-pause-submitting = Приём предложений приостановлен.
record-pause-voting = Голосование приостановлено.
record-resume-submitting = Приём предложений возобновлён.
record-resume-voting = Голосование возобновлено.
record-section-add = Добавлена секция: { $name }
record-section-rename = Переименована секция: { $name }
record-section-move = Перемещена секция: { $name }
record-section-remove = Убрана секция: { $name }
record-other = Кампания изменена.
