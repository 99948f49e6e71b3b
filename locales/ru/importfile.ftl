### Импорт: столбцы файла и что в нём не так. Всё это простой текст, он стоит и в отчёте-файле.

import-heading-key = Уникальный номер
import-heading-place = Регион
import-heading-topic = Сфера
import-heading-language = Язык
import-heading-title = Название
import-heading-text = Текст
import-heading-title-translated = Перевод названия
import-heading-text-translated = Перевод текста
import-heading-meeting-place = Место встречи
import-heading-meeting-on = Дата встречи
import-heading-meeting-region = Регион встречи
import-sheet-proposals = Предложения
import-sheet-names = Регионы и сферы
import-names-code = Код
import-names-place = Регион
import-names-topic = Сфера
import-names-slug = Код сферы

import-example-key = ПРИМЕР-1
import-example-title = Пандусы на остановках автобуса
import-example-text = Люди на колясках не могут попасть в автобус. Предлагаем установить пандусы на каждой остановке города.
import-example-place = Костанайская область
import-example-meeting = Дом культуры, село Тобыл

import-address-row = Строка { $row }
import-address-cell = Строка { $row }, столбец { $column } «{ $heading }»
import-address-bare = Строка { $row }, столбец { $column }
import-report-line = { $address }: { $what }

import-problem-unreadable = файл не читается. Откройте его в программе таблиц и сохраните заново как XLSX или CSV.
import-problem-not-a-table = это не таблица. Подойдут файлы XLSX и CSV.
import-problem-old-format = файл в старом формате XLS или защищён паролем. Сохраните его без пароля как XLSX.
import-problem-file-large = файл слишком большой. Допустимо мегабайт: { $limit }
import-problem-too-large = в файле слишком много текста. Разделите его на несколько файлов.
import-problem-too-many-rows = в файле слишком много строк: { $count }. За один раз допустимо: { $limit }. Разделите его на несколько файлов.
import-problem-too-many-columns = в таблице слишком много столбцов, допустимо: { $limit }. Уберите лишние.
import-problem-encoding = буквы файла не распознаются. Сохраните его как XLSX или как CSV в кодировке UTF-8.
import-problem-quotes = кавычка не закрыта или стоит не на месте. Проверьте кавычки в этой строке и в строке перед ней.
import-problem-no-rows = в таблице нет ни одной строки с предложением.
import-problem-sheet-missing = листа «{ $sheet }» нет. Листы файла: { $sheets }
import-problem-no-headings = не найдена строка с заголовками столбцов. Возьмите заголовки из шаблона.
import-problem-no-headings-here = на листе «{ $sheet }» не найдена строка с заголовками столбцов. Листы файла: { $sheets }
import-problem-heading-unknown = такого столбца в шаблоне нет. Исправьте заголовок или уберите столбец.
import-problem-heading-votes = голоса и подписи не импортируются: каждый голосует сам. Уберите столбец.
import-problem-heading-twice = такой заголовок уже есть в столбце { $column }. Оставьте один.
import-problem-heading-missing = нет столбца «{ $field }». Добавьте его.
import-problem-heading-blank = у столбца с данными нет заголовка. Напишите заголовок или уберите столбец.

import-problem-empty = пусто. Заполните ячейку.
import-problem-merged = ячейка объединена с другой. Разделите их: здесь у каждой строки своё значение.
import-problem-short = слишком коротко, знаков: { $length }. Нужно не меньше: { $minimum }
import-problem-long = слишком длинно, знаков: { $length }. Допустимо не больше: { $maximum }
import-problem-letters-lost = вместо букв стоят вопросительные знаки. Сохраните файл как XLSX или как CSV в кодировке UTF-8.
import-problem-key-twice = номер «{ $value }» уже стоит в строке { $row }. Номера не должны повторяться.
import-problem-text-twice = те же название и текст уже стоят в строке { $row }. Оставьте одну из строк.
import-problem-example = это пример из шаблона. Удалите эту строку.
import-problem-place-unknown = такого региона нет: «{ $value }». Возьмите название из шаблона.
import-problem-place-guess = такого региона нет: «{ $value }». Возможно, имелось в виду: { $place }
import-problem-place-ambiguous = название «{ $value }» подходит нескольким регионам: { $places }. Напишите полностью.
import-problem-desk-needed = предложение касается всей страны, и неясно, чьи модераторы его проверят. Заполните столбец «{ $field }».
import-problem-topic-unknown = такой сферы нет: «{ $value }». Возьмите название из шаблона.
import-problem-topic-guess = такой сферы нет: «{ $value }». Возможно, имелось в виду: { $topic }
import-problem-language-unknown = язык не распознан: «{ $value }». Напишите kk или ru.
import-problem-language-needed = по тексту не видно, на каком он языке. Укажите язык: kk или ru.
import-problem-language-differs =
    { $language ->
        [kk] похоже, текст написан на казахском. Проверьте язык.
       *[ru] похоже, текст написан на русском. Проверьте язык.
    }
import-problem-date-format = дата не распознана: «{ $value }». Напишите, например, так: { $example }
import-problem-date-future = дата ещё не наступила: { $date }. Проверьте год.
import-problem-date-old = дата слишком давняя: { $date }. Проверьте год.
import-problem-translation-alone = перевод неполный: столбец «{ $field }» заполнен, а этот пуст. Заполните оба или ни одного.
import-problem-translation-same = перевод совпадает с оригиналом. Очистите его или замените.
import-problem-personal = похоже на персональные данные или недопустимые слова: { $kinds }. Проверьте перед импортом.
import-problem-changed-since = номер «{ $value }» уже импортирован с другим текстом. Строка пропускается, текст останется прежним.

import-file-row = Строка
import-file-column = Столбец
import-file-heading = Заголовок
import-file-kind = Что это
import-file-what = Пояснение
import-file-error = Ошибка
import-file-warning = Замечание
