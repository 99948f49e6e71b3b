### Импорт предложений, собранных на бумаге и на встречах

import-title =
    <b>Импорт предложений</b>
    { $name }

    Предложения, собранные на встречах и на бумаге, добавляются из таблицы XLSX или CSV.

    1. Возьмите шаблон и заполните его, по одному предложению в строке.
    2. Пришлите файл сюда документом. Если в нём несколько листов, берётся первый. Другой лист назовите в подписи к файлу.
    3. Бот проверит файл и покажет, что не так. Пока есть хоть одна ошибка, ничего не добавляется.

    В одном файле – не больше { $rows } строк и { $megabytes } МБ. Строки с номером, который уже импортирован, пропускаются.
import-button-template-xlsx = Шаблон XLSX
import-button-template-csv = Шаблон CSV
import-button-run =
    Импортировать: { $count }
import-button-publish = Импортировать и опубликовать
import-button-publish-sure = Да, опубликовать: { $count }
import-button-again = Другой файл
import-template-caption = Шаблон для импорта. Удалите строки с примерами и заполните свои. Названия регионов и сфер – на втором листе.
import-template-caption-csv = Шаблон для импорта. Удалите строки с примерами и заполните свои. Названия регионов и сфер есть в шаблоне XLSX.
import-template-name = shablon-importa
import-not-file = Пришлите таблицу файлом: XLSX или CSV.
import-file-large = Файл слишком большой. Допустимо мегабайт: { $limit }
import-not-fetched = Telegram не отдал файл. Пришлите его ещё раз.
import-reading = Файл «{ $name }» проверяется…
import-reading-rows = Файл «{ $name }» проверяется. Строк: { $done } из { $total }
import-writing = Предложения добавляются…
import-writing-rows = Предложения добавлены. Готовится поиск по ним: { $done } из { $total }

import-report = <b>Проверка файла «{ $name }»</b>
import-report-sheet = Лист: «{ $sheet }»
import-report-rows = Строк с предложениями: { $count }
import-report-new = Будет добавлено: <b>{ $count }</b>
import-report-already = Уже импортировано, пропускается: { $count }
import-report-errors = Ошибок: <b>{ $count }</b>
import-report-warnings = Замечаний: { $count }
import-report-shown = Первые из них (все остальные – в файле отчёта):
import-report-broken = Ничего не добавлено. Исправьте файл и пришлите его ещё раз.
import-report-ready = Ошибок нет. Предложения можно отправить модераторам их регионов или опубликовать сразу, без проверки.
import-report-nothing = Новых строк в файле нет, добавлять нечего.
import-report-earlier = Этот файл уже импортирован: { $at }. Тогда добавлено: { $count }
import-report-caption = Полный отчёт о проверке файла «{ $name }»
import-report-file = otchet-importa.csv
import-publish-ask =
    <b>Опубликовать без проверки модераторами?</b>
    Предложений: { $count }. Они сразу станут видны всем, и за них можно будет голосовать.
import-publish-warnings = В файле есть замечания: { $count }. Посмотрите их перед публикацией.
import-done = <b>Импорт завершён.</b> Добавлено: { $count }
import-done-numbers = Номера: { $first }–{ $last }
import-done-already = Уже было импортировано раньше: { $count }
import-done-pending = Предложения ждут решения модераторов своих регионов.
import-done-published = Предложения опубликованы.
import-cancelled = Импорт отменён, ничего не добавлено.

import-meeting = Со встречи: { $place }, { $date }
import-history =
    { $state ->
        [published] Импортировано со встречи и опубликовано
       *[pending] Импортировано со встречи
    }
error-no-author-in-bot = У этого предложения нет автора в боте: оно импортировано со встречи. Поэтому вернуть его на доработку или применить меры к автору нельзя.
