### Список предложений, карточка и голосование

browse-title = <b>Предложения</b>
browse-order-fair = в случайном порядке
browse-order-new = сначала новые
browse-order-top = сначала популярные
browse-order-rising = сначала те, что набирают поддержку три дня
browse-found = Найдено: { $total }
browse-many = больше 1000
browse-item = <b>№ { $number }</b> { $title }
browse-item-about = { $place } · { $topic } · поддержали: { $support }
browse-empty = По этому фильтру опубликованных предложений нет. Измените фильтр.
browse-empty-all = Пока ничего не опубликовано. Ваше предложение может стать первым.
browse-page = Стр. { $number }
browse-fair = Случайный порядок
browse-new = Новые
browse-top = Популярные
browse-rising = Набирают поддержку
browse-standing-all = Все
browse-standing-voted = На голосовании
browse-standing-outcome = Есть итог
browse-filters = Фильтр и порядок
browse-filters-title = <b>Что показать в списке?</b>
browse-filter-place = Регион: { $place }
browse-filter-topic = Сфера: { $topic }
browse-filter-standing = Статус: { $standing }
browse-filter-order = Порядок: { $order }
browse-filters-fair = Случайный порядок у каждого свой, а у вас он не меняется. Так у всех предложений почти равные шансы стоять в начале списка.
browse-reset = Показать всё
browse-chosen = ✓ { $label }
browse-button-place = Регион
browse-button-topic = Сфера
browse-choose-place = <b>Предложения какого региона показать?</b>
browse-choose-topic = <b>Предложения какой сферы показать?</b>
browse-all-places = Все регионы
browse-all-topics = Все сферы
browse-to-list = ‹ К списку
browse-open-list = Список предложений

browse-card-title = <b>№ { $number } · { $title }</b>
browse-card-untitled = <b>Черновик</b>
browse-card-about = { $place } · { $topic }
browse-card-language =
    { $language ->
        [kk] Язык оригинала: казахский
       *[ru] Язык оригинала: русский
    }
browse-card-counts = Поддержали: { $support }, против: { $objection }
browse-card-published = Опубликовано: { $date }
browse-card-state = Статус: { $state }
browse-my-support = Ваш голос: поддерживаете. Чтобы отозвать его, нажмите ту же кнопку ещё раз.
browse-my-objection = Ваш голос: против. Чтобы отозвать его, нажмите ту же кнопку ещё раз.
browse-my-support-final = Ваш голос: поддерживаете.
browse-my-objection-final = Ваш голос: против.
browse-vote = { $label } · { $count }
browse-own = Это ваше предложение, поэтому голосовать за него нельзя.
browse-voting-later = Первый день голосования: { $date }
browse-voting-closed = Голосование завершено.
browse-voting-none = По этому предложению сейчас не голосуют.

browse-voted-support = Ваш голос учтён: поддерживаете.
browse-voted-objection = Ваш голос учтён: против.
browse-vote-taken-back = Ваш голос отозван.

browse-files = Файлы: { $count }
browse-files-of = Файлы к предложению № { $number }
browse-files-of-draft = Файлы к черновику
browse-files-sent = Файлы ниже
browse-files-gone = Этот файл больше недоступен в Telegram. Текст предложения сохранён.
browse-files-none = К этому предложению файлов нет.
browse-share = Предложение № { $number } для Гражданского форума: «{ $title }». Прочитайте и проголосуйте.
