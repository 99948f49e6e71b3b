### Дайджест модератора: положение в регионе и расписание

digest-title = <b>{ $region } · { $day }</b>
digest-waiting = Ждут решения: { $waiting }. Новые: { $fresh }. Срок подходит: { $near }. Срок прошёл: { $late }
digest-waiting-none = Предложений на рассмотрении нет.
digest-oldest = Самые давние:
digest-oldest-line = <b>№ { $number }</b> { $title }, день { $day }
digest-changes = <b>Изменения</b> с { $since }
digest-published = Опубликовано: { $published }. Поддержка: { $support }
digest-top = Больше всего поддержки получили:
digest-top-line = <b>№ { $number }</b> { $title } ({ $gained })
digest-quiet = За это время ничего не опубликовано, поддержка не изменилась.
digest-button-queue = Открыть очередь
digest-button-settings = Настроить
digest-button-show = Дайджест

digest-choose =
    <b>Дайджест</b>
    Выберите регион.
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
