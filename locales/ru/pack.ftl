### Сборник для форума: слова внутри документа DOCX

pack-kind = Сборник предложений для Гражданского форума
pack-organizer = Гражданский Альянс Казахстана
pack-date = Дата составления: { $day }
pack-page = Страница { $page } из { $pages }
pack-internal = Внутренняя копия. Только для организаторов, распространять нельзя.
pack-is-shortlist = В документ вошли предложения, отобранные на форум, и то, что с ними стало.
pack-is-published = Отбора на форум ещё не было. В документ вошли опубликованные предложения с наибольшей поддержкой, не более { $most }.
pack-is-rest = В документ вошли опубликованные предложения, не отобранные на форум: с наибольшей поддержкой, не более { $most }.
pack-narrowed = Фильтр: { $names }.
pack-left-out = Не вошло предложений с меньшей поддержкой: { $count }.
pack-nothing = Таких опубликованных предложений нет.
pack-nothing-unpublished = В сборник входят только опубликованные предложения, а предложения с выбранным статусом не опубликованы.
pack-nothing-shortlisted = Среди предложений, отобранных на форум, с таким фильтром нет ни одного.
pack-no-section = Предложения без секции

pack-contents = Содержание
pack-summary = Сводные таблицы
pack-by-region = По регионам
pack-by-topic = По сферам
pack-summary-note = Таблицы охватывают всю кампанию. В столбец «Отобрано» входят и предложения, которые затем направлены адресату или получили ответ. Голоса посчитаны по опубликованным предложениям.
pack-column-region = К какому региону относится
pack-column-topic = Сфера
pack-column-submitted = Подано
pack-column-published = Опубликовано
pack-column-shortlisted = Отобрано
pack-column-answered = С ответом
pack-column-support = За
pack-column-objections = Против
pack-total = Всего

pack-count-submitted = Подано предложений
pack-count-published = Опубликовано предложений
pack-count-shortlisted = Отобрано на форум
pack-count-answered = Получили ответ
pack-count-support = Голосов за
pack-count-objections = Голосов против
pack-count-entries = Предложений в этом документе

pack-entry = № { $number } · { $state }
pack-votes = Поддержали: { $support }. Против: { $objections }. Регионов, где живут поддержавшие: { $breadth }.
pack-submitted = Подано: { $day }.
pack-published = Опубликовано: { $day }.
pack-meeting = Предложение со встречи. Место: { $place }, дата: { $day }.
pack-selected-region = Основание отбора: рейтинг региона, место { $rank }.
pack-selected-topic = Основание отбора: рейтинг сферы, место { $rank }.
pack-selected-national = Основание отбора: рейтинг предложений для всего Казахстана, место { $rank }.
pack-selected-organizer = Основание отбора: выбор организатора.
pack-selected-figures = В день отбора: поддержали – { $support }, против – { $objections }, регионов, где живут поддержавшие, – { $breadth }.
pack-remark = Пояснение организатора: { $remark }
pack-step = { $state }: { $day }.
pack-sent = Направлено: { $addressee }, { $day }.
pack-due = Срок: { $day }.
pack-answer = Ответ. { $state }: { $day }.
pack-ratings = Как оценили ответ: по существу – { $answered }, частично – { $partly }, отписка – { $formal }.

pack-original = На русском, оригинал
pack-translation = На русском, перевод
pack-missing = На русский пока не переведено.
