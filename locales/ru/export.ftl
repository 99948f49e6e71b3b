### Организатор: экспорт предложений в файл

export-title = <b>Экспорт</b>
export-campaign = { $name }
export-about-public = <b>Открытая копия</b>: опубликованные предложения, что с ними стало и число голосов. Персональных данных в ней нет, её можно распространять.
export-about-internal = <b>Внутренняя копия</b>: все поданные предложения, причины отклонения и замечания модераторов, в истории – имена людей из команды. Только для организаторов.
export-place = Регион: { $place }
export-topic = Сфера: { $topic }
export-state = Статус: { $state }
export-all-states = Все статусы
export-formats =
    Выберите формат:
    • XLSX – таблица Excel с листами: предложения, регионы, сферы, решения, история
    • DOCX – документ форума, который можно распечатать и передать
    • CSV – одна таблица, которую откроет любая программа
    • JSON lines – для программ и открытых данных
    • История – кто, когда и что сделал с каждым предложением
export-button-xlsx = Таблица, XLSX
export-button-docx = Документ, DOCX
export-button-csv = Таблица, CSV
export-button-jsonl = JSON lines
export-button-history-xlsx = История, XLSX
export-button-history-csv = История, CSV
export-button-public = Открытая копия
export-button-internal = Внутренняя копия
export-pick-place = Регион
export-pick-topic = Сфера
export-pick-state = Статус
export-pick-campaign = Другая кампания
export-choose-place = <b>Предложения какого региона попадут в файл?</b>
export-choose-topic = <b>Предложения какой сферы попадут в файл?</b>
export-choose-state = <b>Предложения с каким статусом попадут в файл?</b>
export-choose-campaign = <b>Предложения какой кампании попадут в файл?</b>
export-kind = { $copy } · { $format }
export-preparing = <b>Файл готовится</b>
export-will-come = Когда будет готов, он придёт в этот чат отдельным сообщением.
export-written = Записано строк: { $done } из { $total }
export-written-document = Записано предложений: { $done }
export-sending = Отправляется часть { $part } из { $total }
export-button-stop = Остановить экспорт
export-button-again = Экспортировать ещё раз
export-done =
    <b>Файл отправлен</b>
    Строк: { $rows }
export-done-parts =
    <b>Файл отправлен</b>
    Частей: { $parts }, строк: { $rows }
export-cancelled =
    <b>Экспорт остановлен</b>
    Файл не отправлен.
export-cancelled-parts =
    <b>Экспорт остановлен</b>
    Отправлено частей: { $parts }
export-taken-back = <b>Экспорт остановлен</b>: файлы получают только организаторы.
export-caption =
    <b>{ $name }</b>
    Открытая копия, создана: { $at }
export-caption-internal =
    <b>{ $name }</b>
    Внутренняя копия, распространять нельзя. Создана: { $at }
export-caption-part = Часть { $part } из { $total }
export-failed = Экспорт: файл не удалось отправить, попробуйте ещё раз позже.
