### Слова внутри файла экспорта: названия столбцов и листов

export-heading-number = №
export-heading-place = К какому региону относится
export-heading-region = Где рассматривается
export-heading-topic = Сфера
export-heading-state = Статус
export-heading-language = Язык оригинала
export-heading-title-kk = Название (на казахском)
export-heading-title-ru = Название (на русском)
export-heading-text-kk = Текст (на казахском)
export-heading-text-ru = Текст (на русском)
export-heading-support = Поддержали
export-heading-objections = Против
export-heading-net = Разница голосов
export-heading-submitted = Время отправки
export-heading-published = Время публикации
export-heading-attachments = Количество вложений
export-heading-fingerprint = Контрольный код текста
export-heading-rounds = Сколько раз отправлено
export-heading-round = Какое по счёту рассмотрение
export-heading-last-decision = Последнее решение
export-heading-decision = Решение
export-heading-reason = Причина отклонения
export-heading-remark = Замечание модератора
export-heading-decided = Время решения
export-heading-count-submitted = Подано предложений
export-heading-count-published = Опубликовано предложений
export-heading-count-rejected = Отклонено предложений
export-heading-internal-note = Внутренняя копия. Только для организаторов: содержит неопубликованные предложения и замечания модераторов. Распространять нельзя.

export-sheet-proposals = Предложения
export-sheet-by-region = По регионам
export-sheet-by-topic = По сферам
export-sheet-decisions = Решения
