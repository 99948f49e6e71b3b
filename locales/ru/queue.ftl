### Очередь модератора и предложение на рассмотрении

queue-title = <b>Очередь предложений на рассмотрение</b>
queue-total = Ждут решения: { $total }
queue-shown = Ждут решения: { $total }. Самые давние:
queue-empty = Очередь пуста: предложений на рассмотрении нет.
queue-line = <b>№ { $number }</b> { $title }
queue-line-day = день { $day }
queue-line-taken = рассматривает { $by }
queue-button-oldest = Открыть самое давнее
queue-button-item = № { $number }
queue-button-queue = Очередь

item-clock = <b>На рассмотрении: день { $day } из { $limit }</b>
item-clock-late =
    <b>Срок прошёл: день { $day }, отведено { $limit ->
        [one] { $limit } рабочий день
        [few] { $limit } рабочих дня
        [many] { $limit } рабочих дней
       *[other] { $limit } рабочего дня
    }</b>
item-others = В очереди ещё: { $count }
item-title = <b>№ { $number } · { $title }</b>
item-language =
    { $language ->
        [kk] текст на казахском
       *[ru] текст на русском
    }
item-yours = Рассматриваете вы. Для другого модератора освободится: { $until }
item-earlier = Раньше возвращалось на доработку. Замечание:
item-button-publish = Опубликовать
item-button-return = На доработку
item-button-reject = Отклонить
item-button-files = Вложения: { $count }
item-files-caption = Вложение к предложению № { $number }
