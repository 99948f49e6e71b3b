### Шорт-лист: предложения, отбираемые на форум, их порядок и обоснование

shortlist-title =
    <b>Шорт-лист</b>
    { $name }
    В шорт-листе: { $count }
shortlist-about = Бот показывает кандидатов по порядку поддержки, а какие предложения войдут в шорт-лист, решает организатор. Голоса остаются как есть.
shortlist-early =
    <b>Шорт-лист</b>
    { $name }

    Шорт-лист составляют после окончания голосования: { $start }. Тогда число голосов станет известно и бот покажет кандидатов по порядку.
shortlist-of-regions = <b>По регионам</b>
shortlist-of-topics = <b>По сферам, со всего Казахстана</b>
shortlist-of-national = <b>Предложения для всего Казахстана, по сферам</b>
shortlist-tab-region = Регионы
shortlist-tab-topic = Сферы
shortlist-tab-national = Весь Казахстан
shortlist-no-size-region = Сколько предложений отбирать от каждого региона, ещё не указано. Укажите число в настройках кампании.
shortlist-no-size-topic = Сколько предложений отбирать по каждой сфере, ещё не указано. Укажите число в настройках кампании.
shortlist-line = <b>{ $name }</b>: кандидатов { $offered }, подтверждено { $confirmed }
shortlist-line-tie = <b>{ $name }</b>: кандидатов { $offered }, подтверждено { $confirmed }. Равны { $tied }, мест для них { $room }
shortlist-left-out-regions = Регионов без поддержанных предложений: { $count }
shortlist-left-out-topics = Сфер без поддержанных предложений: { $count }
shortlist-button-settings = Изменить настройки
shortlist-button-whole = Весь шорт-лист: { $count }
shortlist-button-other = Выбрать другое

shortlist-name-topic = { $topic } (со всего Казахстана)
shortlist-name-national = { $topic } (для всего Казахстана)
shortlist-board =
    <b>Кандидаты в шорт-лист</b>
    { $name }
shortlist-board-empty = Поддержанных предложений здесь нет.
shortlist-board-counts = Мест: { $size }. Кандидатов: { $offered }, подтверждено: { $confirmed }
shortlist-board-tie = На последние места претендуют равные предложения: { $tied }, а мест для них: { $room }. Бот не выбирает между равными, решение за вами.
shortlist-row = { $place }. <b>№ { $number }</b> { $title }
shortlist-row-figures = За { $support }, против { $objection }, перевес { $net }, регионов { $regions }
shortlist-row-confirmed = В шорт-листе. Статус: { $state }
shortlist-row-tied = Равно с другим предложением
shortlist-left = Первое не вошедшее: № { $number }. Перевес { $net }, за { $support }
shortlist-left-none = Не вошедших предложений нет.

shortlist-not-published = Сейчас включить это предложение в шорт-лист нельзя. Статус: { $state }
shortlist-not-offered = Этот рейтинг не предлагает его как кандидата.
shortlist-why = <b>Итоговые числа</b>
shortlist-why-votes = Поддержали: { $support }, против: { $objection }, перевес: { $net }
shortlist-why-breadth = Регионов, где живут поддержавшие: { $regions }. Из других регионов поддержали: { $elsewhere }
shortlist-why-breadth-country = Регионов, где живут поддержавшие: { $regions }
shortlist-why-breadth-none = Регионы поддержавших неизвестны.
shortlist-why-place = Место в рейтинге: { $place }, всего мест: { $size }. Рейтинг: { $name }
shortlist-why-tied = По всем показателям равны: { $numbers }
shortlist-why-tied-many = По всем показателям равны: { $numbers } и ещё { $more }
shortlist-why-edge = Равных предложений { $tied }, мест для них { $room }. Какое войдёт, решаете вы.
shortlist-why-margin = Первое не вошедшее – № { $number }. Перевес больше, чем у него, на { $margin }
shortlist-why-margin-support = Первое не вошедшее – № { $number }. Перевес одинаковый, но поддержавших больше на { $more }
shortlist-why-margin-breadth = Первое не вошедшее – № { $number }. Голоса одинаковые, но регионов, где живут поддержавшие, больше на { $more }

shortlist-section = Секция форума: { $section }
shortlist-section-none = Секция форума: не выбрана
shortlist-section-suggested = При подтверждении попадёт в секцию: { $section }. Там же предыдущее предложение этой сферы.
shortlist-section-open = Секцию можно выбрать при подтверждении или позже.
shortlist-sections-none = Секций форума ещё нет. Их можно добавить на странице кампании и выбрать позже.
shortlist-section-ask =
    <b>В какую секцию включить?</b>
    № { $number } · { $title }
shortlist-section-line = { $position }. { $section }
shortlist-by = Подтверждение: { $by }, { $at }
shortlist-by-admin = Подтверждение: администратор, { $at }
shortlist-then = На тот момент: за { $support }, против { $objection }, перевес { $net }, регионов { $regions }
shortlist-basis-region = Основание: рейтинг региона, место { $rank }
shortlist-basis-topic = Основание: рейтинг сферы, место { $rank }
shortlist-basis-national = Основание: рейтинг предложений для всего Казахстана, место { $rank }
shortlist-basis-organizer = Основание: выбор организатора. Причина:
shortlist-margin-none-then = Перевес тот же, что у первого не вошедшего: решило число поддержавших или регионов.
shortlist-margin-then = Перевес больше, чем у первого не вошедшего, на { $margin }

shortlist-button-confirm = Подтвердить
shortlist-button-confirm-in = Выбрать секцию и подтвердить
shortlist-button-skip = Не включать, дальше
shortlist-button-next = Следующий кандидат
shortlist-button-card = Открыть предложение
shortlist-button-move = Изменить секцию
shortlist-button-drop = Убрать из шорт-листа
shortlist-button-drop-sure = Да, убрать
shortlist-button-no-section = Без секции
shortlist-button-list = К шорт-листу
shortlist-back = Вернуться к шорт-листу
shortlist-done = Включено в шорт-лист.
shortlist-author-told = Автору отправим уведомление.
shortlist-author-untold = Автору уведомление не придёт.
shortlist-moved = Секция изменена.
shortlist-dropped = Убрано из шорт-листа.
shortlist-drop-ask =
    <b>Убрать из шорт-листа?</b>
    № { $number } · { $title }

    Предложение снова получит статус «Опубликовано». Голоса сохранятся, позже его можно включить снова.

shortlist-told =
    <b>Ваше предложение отобрано на форум</b>
    № { $number } · { $title }

    По итогам голосования организаторы включили его в шорт-лист форума. О следующем шаге сообщим.
shortlist-told-dropped =
    <b>Ваше предложение больше не в шорт-листе форума</b>
    № { $number } · { $title }

    Оно остаётся опубликованным, голоса сохранены.

shortlist-whole-line = { $position }. { $section } – { $count }
shortlist-without = Без секции
shortlist-whole-without = Без секции – { $count }
shortlist-whole-hint = Чтобы увидеть предложения секции, нажмите её номер.
shortlist-whole-empty = Шорт-лист пока пуст.
shortlist-button-without = Без секции
shortlist-in-section =
    <b>Шорт-лист: { $section }</b>
    Всего: { $count }
shortlist-section-empty = В этой секции пока нет предложений.

shortlist-other-number =
    <b>Выбор вне рейтинга</b>
    Напишите номер опубликованного предложения. Например: { $example }
shortlist-other-remark =
    <b>Почему выбрано это предложение?</b>
    № { $number } · { $title }

    Напишите причину: { $minimum }–{ $maximum } знаков. Она сохранится в шорт-листе рядом с вашим именем.
shortlist-other-now =
    Сейчас написано:
    <blockquote>{ $remark }</blockquote>
shortlist-other-preview = <b>Проверьте</b>
shortlist-button-remark = Изменить причину
shortlist-buttons-only = Чтобы подтвердить, нажмите кнопку ниже.

shortlist-history-section = Изменена секция форума

error-shortlist-early = Шорт-лист составляют после окончания голосования: { $start }
error-shortlist-taken = Это предложение уже в шорт-листе. Организатор: { $by }
error-shortlist-taken-by-admin = Это предложение уже включил в шорт-лист администратор.
error-shortlist-state =
    { $state ->
        [withdrawn] Автор отозвал это предложение, включить его в шорт-лист нельзя.
        [hidden] Предложение временно скрыто из-за жалоб, пока включить его в шорт-лист нельзя.
        [joined] Это предложение объединено с другим. В шорт-лист можно включить то предложение.
       *[other] Это предложение сейчас не опубликовано, включить его в шорт-лист нельзя.
    }
error-shortlist-not-offered = Этого предложения уже нет среди кандидатов рейтинга. Откройте список заново или выберите его с указанием причины.
error-shortlist-further = Работа с этим предложением уже началась, убрать его из шорт-листа нельзя.
error-shortlist-missing = Этого предложения уже нет в шорт-листе. Откройте список заново.
error-shortlist-remark =
    Причина должна содержать от { $minimum } до { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }, получилось { $length }. Напишите ещё раз.
error-shortlist-remark-empty = В причине нет ни одного слова. Напишите, почему выбрано это предложение.
error-number-expected = Напишите номер предложения цифрами, например: 214
error-section-gone = Эта секция убрана. Выберите другую.
