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

queue-page = Страница { $page } из { $pages }
queue-chosen = Фильтр: { $choice }. Найдено: { $count }
queue-chosen-none = По этому фильтру ничего не ждёт решения. Попробуйте изменить фильтр.
queue-line-near = последний день срока
queue-line-late = срок прошёл
queue-button-filters = Фильтр
queue-button-everything = Показать все
queue-filters-title = <b>Что показать в очереди?</b>
queue-filters-topic = <b>Предложения какой сферы показать?</b>
queue-filters-count = Выбрано: { $count }
queue-filter-line = { $label }: { $count }
queue-kind-all = Все
queue-kind-new = Новые
queue-kind-reported = С жалобами
queue-kind-appealed = Обжалования
queue-age-all = С любым сроком
queue-age-fresh = Время ещё есть
queue-age-near = Срок подходит
queue-age-late = Срок прошёл
queue-button-topic = Сфера: { $topic }
queue-any-topic = любая

item-noticed = Обратите внимание на подчёркнутое в тексте: { $kinds }.
item-similar = Похожие предложения:
item-button-author = Об авторе
