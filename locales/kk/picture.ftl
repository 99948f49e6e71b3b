### Апта диаграммасы: күндер мен салалар бойынша дауыстар, өңірлердегі кезек

picture-button = Апта диаграммасы
picture-empty = Соңғы екі аптада дауыс берілген жоқ, диаграммада көрсетілетін дерек әзірге жоқ.
picture-failed = Диаграмманы салу мүмкін болмады. Дайджестегі сандар өзгеріссіз көрсетіледі.

picture-span = { $since } – { $until }
picture-votes = Дауыс саны
picture-legend = { $name }: { $votes }
picture-topics = Салалар бойынша дауыс саны
picture-regions = Өңірлерде шешім күтіп тұрғаны
picture-late = Мерзімі өткен
picture-in-term = Мерзімі өтпеген
picture-waiting = { $late } + { $rest }

picture-caption = <b>{ $region } · { $span }</b>
picture-caption-votes = Дауыс саны: { $votes } (алдыңғы аптада: { $before }). Қайтарып алынған дауыстар шегерілді.
picture-caption-day = { $weekday } { $votes } ({ $before })
picture-caption-days = Күндер бойынша (жақшада – алдыңғы апта): { $days }
picture-caption-topics = Салалар: { $topics }
picture-caption-regions = Өңірлер (мерзімі өткен + өтпеген): { $regions }
