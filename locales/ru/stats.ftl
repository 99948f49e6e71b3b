### Организатор: статистика кампании и диаграммы

stats-title = <b>Статистика</b> · { $name }
stats-nothing = В эту кампанию предложений пока не поступило.
stats-whole = Подано предложений: { $submitted }. Авторов: { $authors }
stats-published = Опубликовано: { $published }. Отобрано на форум: { $shortlisted }
stats-votes = Голосов за: { $support }. Против: { $objections }
stats-states = <b>По статусам</b>
stats-languages = <b>По языку оригинала</b>
stats-line = { $name }: { $count }

stats-place = <b>По регионам</b>
stats-topic = <b>По сферам</b>
stats-columns = подано · опубликовано · поддержка
stats-figures = <b>{ $name }</b>: { $submitted } · { $published } · { $support }
stats-none-there = Предложений не поступало: { $names }

stats-day = <b>По дням</b>
stats-day-columns = подано предложений · голоса
stats-day-line = { $day }: { $submitted } · { $votes }
stats-day-most = Больше всего предложений: { $day } ({ $count })
stats-day-most-votes = Больше всего голосов: { $day } ({ $count })
stats-day-last = Последние дни
stats-day-taken-back = Отозванные голоса вычтены.

stats-pace = <b>Модерация</b>
stats-pace-median = Обычное время до решения (медиана): { $took }
stats-pace-late = Решений после срока: { $late } из { $decided } ({ $share } %)
stats-pace-waiting = Ждут решения: { $count }
stats-pace-columns = решений · медиана · после срока · ждут
stats-pace-line = <b>{ $name }</b>: { $decided } · { $took } · { $share } % · { $waiting }
stats-pace-none = Решений модераторов в этой кампании пока нет.

stats-answers = <b>Ответы</b>
stats-answers-sent = Направлено адресатам: { $count }
stats-answers-share = Получен ответ: { $count } ({ $share } %)
stats-answers-overdue = Срок ответа прошёл: { $count }
stats-answers-ratings = Оценок ответам: { $count }
stats-answers-none = Адресатам пока ничего не направлено.
stats-rating-answered = По существу: { $count } ({ $share } %)
stats-rating-partly = Частично: { $count } ({ $share } %)
stats-rating-formal = Отписка: { $count } ({ $share } %)

stats-turnout = <b>Участие</b>
stats-turnout-all = Зарегистрировано жителей: { $residents }. Проголосовало: { $voters } ({ $share } %)
stats-turnout-columns = жителей · проголосовало · доля
stats-turnout-line = <b>{ $name }</b>: { $residents } · { $voters } · { $share } %
stats-turnout-about = Голоса тех, кто удалил свои данные, сохранены, но здесь не посчитаны.

stats-campaigns =
    <b>Статистика</b>
    Какую кампанию показать?

stats-button-whole = Общая картина
stats-button-place = Регионы
stats-button-topic = Сферы
stats-button-day = Дни
stats-button-pace = Модерация
stats-button-answers = Ответы
stats-button-turnout = Участие
stats-button-campaigns = Другая кампания
stats-button-picture = Диаграмма
stats-empty-picture = Показать на диаграмме пока нечего.

stats-picture-place = Предложения по регионам
stats-picture-topic = Предложения по сферам
stats-picture-published = Опубликовано
stats-picture-other = Остальные поданные
stats-picture-number = { $published } / { $submitted }
stats-picture-days = Подано предложений в день
stats-picture-votes = Голосов в день
stats-caption = <b>{ $title }</b>
stats-caption-figures = Опубликовано / подано: { $figures }
stats-caption-more = Не вошло в диаграмму: { $count }. Полный список – на странице статистики.
stats-caption-days = Период: { $since } – { $until }. Подано предложений: { $submitted }. Голосов: { $votes }.

stats-rich-name = Название
stats-rich-submitted = Подано
stats-rich-published = Опубликовано
stats-rich-support = Поддержка
stats-rich-objections = Против
stats-rich-day = День
stats-rich-votes = Голоса
stats-rich-decided = Решений
stats-rich-median = Медиана
stats-rich-late = После срока, %
stats-rich-waiting = Ждут
stats-rich-residents = Жителей
stats-rich-voters = Голосовали
stats-rich-share = Доля, %
