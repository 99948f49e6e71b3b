### Дайджест: положение в регионе и в стране, расписание

digest-title = <b>{ $region } · { $day }</b>
digest-waiting = Ждут решения: { $waiting }. Новые: { $fresh }. Срок подходит: { $near }. Срок прошёл: { $late }
digest-waiting-none = Предложений на рассмотрении нет.
digest-answers = Ответы на предложения региона: срок подходит – { $soon }, срок прошёл – { $overdue }
digest-oldest = Самые давние:
digest-oldest-line = <b>№ { $number }</b> { $title }, день { $day }
digest-changes = <b>Изменения</b> с { $since }
digest-published = Опубликовано: { $published }. Поддержка: { $support }
digest-top = Больше всего поддержки получили:
digest-top-line = <b>№ { $number }</b> { $title } ({ $gained })
digest-quiet = За это время ничего не опубликовано, поддержка не изменилась.
digest-returned = Возвращено на доработку: { $count }
digest-rejected = Отклонено: { $count }
digest-joined = Объединено с другими: { $count }
digest-undone = Отменено решений: { $count }
digest-reports = Жалоб жителей: { $reports }. Предложений с жалобами: { $proposals }
digest-appeals = Новых обжалований: { $filed }. Ждут модератора другого региона: { $waiting }
digest-median = Обычное время до решения (медиана): { $took }
digest-median-before = Обычное время до решения (медиана): { $took } ({ $earlier } – { $before })
digest-late-share = Решений после срока: { $late } из { $decided } ({ $share } %)
digest-late-share-before = Решений после срока: { $late } из { $decided } ({ $share } %, { $earlier } – { $before } %)
digest-earlier =
    { $weeks ->
        [one] на { $weeks } неделю раньше
        [few] на { $weeks } недели раньше
        [many] на { $weeks } недель раньше
       *[other] на { $weeks } недели раньше
    }
digest-took-minutes = { $minutes } мин
digest-took-hours = { $hours } ч
digest-took-days = { $days } сут.
digest-rising = Сейчас быстро набирают поддержку:
digest-rising-line = <b>№ { $number }</b> { $title }
digest-button-queue = Открыть очередь
digest-button-settings = Настроить
digest-button-show = Посмотреть, как выглядит

digest-choose =
    <b>Дайджест</b>
    Какой показать?
digest-settings =
    <b>Настройки дайджеста</b>
    { $region }
digest-plan-workdays = Приходит по рабочим дням в { $time }
digest-plan-daily = Приходит каждый день в { $time }
digest-plan-weekly = Приходит раз в неделю: { $weekday }, { $time }
digest-plan-off = Дайджест не приходит. Включить его можно здесь в любое время.
digest-next = Следующий: { $due }
digest-about = Время указано по Астане. Если сообщать нечего, дайджест не приходит.
digest-saved = Сохранено
digest-chosen = ✓ { $label }

digest-cadence-workdays = По рабочим дням
digest-cadence-daily = Ежедневно
digest-cadence-weekly = Еженедельно
digest-cadence-off = Не присылать

digest-weekday-1 = понедельник
digest-weekday-2 = вторник
digest-weekday-3 = среда
digest-weekday-4 = четверг
digest-weekday-5 = пятница
digest-weekday-6 = суббота
digest-weekday-7 = воскресенье
digest-weekday-short-1 = Пн
digest-weekday-short-2 = Вт
digest-weekday-short-3 = Ср
digest-weekday-short-4 = Чт
digest-weekday-short-5 = Пт
digest-weekday-short-6 = Сб
digest-weekday-short-7 = Вс

digest-settings-group = Дайджест для группы модераторов
digest-paused = Пауза. Дайджест снова начнёт приходить { $day }. Первый охватит всё время паузы.
digest-language = Язык дайджеста: { $language }
digest-button-language = Язык
digest-button-pause = Сделать паузу
digest-button-paused = Пауза: { $day }
digest-button-plan = Вернуться к настройкам
digest-ask-language =
    <b>Язык дайджеста</b>
    { $region }

    На каком языке присылать?
digest-language-own = Как у меня в боте
digest-language-group = Как язык группы
digest-ask-pause =
    <b>Пауза в дайджесте</b>
    { $region }

    Во время паузы дайджест не приходит. Первый после неё охватит всё это время. С какого дня присылать снова?
digest-pause-week = 1 неделя: { $day }
digest-pause-fortnight = 2 недели: { $day }
digest-pause-month = 1 месяц: { $day }
digest-pause-end = Закончить паузу
