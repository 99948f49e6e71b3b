### Диаграмма недели: голоса по дням и сферам, очередь в регионах

picture-button = Диаграмма недели
picture-empty = За последние две недели никто не голосовал, показать на диаграмме пока нечего.
picture-failed = Диаграмму нарисовать не удалось. Числа в дайджесте остаются.

picture-span = { $since } – { $until }
picture-votes = Голоса
picture-legend = { $name }: { $votes }
picture-topics = Голоса по сферам
picture-regions = Ждут решения в регионах
picture-late = Срок прошёл
picture-in-term = Срок не прошёл
picture-waiting = { $late } + { $rest }

picture-caption = <b>{ $region } · { $span }</b>
picture-caption-votes = Голосов: { $votes } (за неделю до этого: { $before }). Отозванные голоса вычтены.
picture-caption-day = { $weekday } { $votes } ({ $before })
picture-caption-days = По дням (в скобках – неделей раньше): { $days }
picture-caption-topics = Сферы: { $topics }
picture-caption-regions = Регионы (срок прошёл + не прошёл): { $regions }
