### Организатор: объявления жителям

announce-title =
    <b>Объявления</b>
    Объявление получают все жители или их часть. Каждый получает его один раз, на своём языке.
announce-none = Объявлений ещё не было.
announce-line = { $position }. { $at } · { $state }
announce-figures = Отправлено: { $sent }, всего: { $total }
announce-state-sending = отправляется
announce-state-paused = приостановлено
announce-state-cancelled = отменено
announce-state-done = завершено
announce-button-new = Новое объявление
announce-button-list = Объявления
announce-button-open = Открыть

announce-notice =
    <b>Объявление организаторов форума</b>

    { $text }

announce-to = Кому: { $whom }
announce-everybody = все жители
announce-authors = авторы предложений
announce-supporters = поддержавшие предложения в сфере «{ $topic }»
announce-of-region = { $region }
announce-of-language = язык: { $language }
announce-language-kk = казахский
announce-language-ru = русский

announce-ask-kk =
    <b>Текст на казахском</b>
    Напишите текст объявления на казахском: от { $minimum } до { $maximum } знаков. Можно добавить ссылку.
announce-ask-ru =
    <b>Текст на русском</b>
    Напишите текст объявления на русском: от { $minimum } до { $maximum } знаков. Можно добавить ссылку.
announce-now =
    <b>Сейчас написано</b>
    { $text }
announce-whom =
    <b>Кому отправить?</b>
    Если ничего не выбирать, объявление получат все жители. Регион, язык и круг людей можно выбрать вместе.
announce-ask-audience = <b>Кому именно?</b>
announce-ask-region = <b>В какой регион?</b>
announce-ask-language = <b>Тем, кто пользуется ботом на каком языке?</b>
announce-ask-topic = <b>Поддержавшим предложения в какой сфере?</b>
announce-button-audience = Круг людей
announce-button-everybody = Все жители
announce-button-authors = Авторы предложений
announce-button-supporters = Поддержавшие одну сферу
announce-button-region = Регион
announce-button-language = Язык
announce-button-language-kk = Казахский
announce-button-language-ru = Русский
announce-button-all-regions = Все регионы
announce-button-all-languages = Оба языка
announce-button-preview = Посмотреть
announce-button-kk = Казахский текст
announce-button-ru = Русский текст
announce-button-whom = Кому
announce-button-test = Отправить себе на пробу
announce-button-count = Посчитать получателей
announce-preview = <b>Проверьте</b>
announce-preview-kk = Кто пользуется ботом на казахском, получит:
announce-preview-ru = Кто пользуется ботом на русском, получит:
announce-test-sent = Тексты на обоих языках отправлены только вам.
announce-buttons-only = Воспользуйтесь кнопками ниже. Чтобы изменить текст, нажмите его кнопку.
announce-left = Действие отменено: объявление не отправлено.
announce-confirm = <b>Получателей: { $count }</b>
announce-confirm-note = После нажатия кнопки отправка начнётся. Её можно остановить, но отправленное вернуть нельзя.
announce-count-changed = Число получателей с тех пор изменилось. Подтвердите ещё раз.
announce-takes =
    Отправка займёт примерно { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
        [many] { $minutes } минут
       *[other] { $minutes } минуты
    }.
announce-takes-brief = Отправка займёт меньше минуты.
announce-button-send = Отправить. Получателей: { $count }

announce-sending = <b>Объявление отправляется</b>
announce-paused = <b>Отправка объявления приостановлена</b>
announce-cancelled = <b>Отправка объявления отменена</b>
announce-done = <b>Объявление отправлено</b>
announce-fate-total = Всего: { $count }
announce-fate-sent = Отправлено: { $count }
announce-fate-gone = Не дошло, бот заблокирован: { $count }
announce-fate-unwanted = Тем временем отключили объявления: { $count }
announce-fate-unsure = Неизвестно, дошло ли: { $count }
announce-fate-missing = Вышли раньше, чем подошла очередь: { $count }
announce-fate-cancelled = Не отправлено из-за отмены: { $count }
announce-fate-failed = Не отправлено из-за ошибки: { $count }
announce-fate-left = Осталось: { $count }
announce-time-left =
    Ещё примерно { $minutes ->
        [one] { $minutes } минута
        [few] { $minutes } минуты
        [many] { $minutes } минут
       *[other] { $minutes } минуты
    }.
announce-time-left-brief = Осталось меньше минуты.
announce-night = Ночью объявления не отправляются. Отправка продолжится: { $at }
announce-button-pause = Приостановить
announce-button-go = Продолжить
announce-button-cancel = Отменить отправку
announce-button-refresh = Обновить
announce-button-cancel-sure = Да, отменить
announce-cancel-ask =
    <b>Не отправлять остальным?</b>
    Отправлено: { $sent }. Осталось: { $left }. Отменённую отправку продолжить нельзя.
announce-otherwise = Тем временем состояние изменилось. На экране показано, как сейчас.
announce-orphaned =
    <b>Отправка объявления приостановлена</b>
    Человек, который её начал, больше не организатор. Отправку можно продолжить или отменить. Кто продолжит, тот за неё и отвечает.

switch-announcement-on = Объявления организаторов: присылаем
switch-announcement-off = Объявления организаторов: не присылаем
switch-announcement-button-off = Объявления: не присылать
switch-announcement-button-on = Объявления: присылать

error-announcement-empty = Текст пустой. Напишите объявление словами.
error-announcement-length = В тексте знаков: { $length }. Допустимо от { $minimum } до { $maximum }. Измените текст и отправьте ещё раз.
error-announcement-one-language = На обоих языках написан один и тот же текст. Перепишите текст на этом языке.
error-announcement-to-nobody = В выбранном круге никого нет, объявление не отправлено. Выберите других получателей.
error-announcement-open = Предыдущее объявление ещё не завершено. Новое можно отправить, когда оно завершится или будет отменено.
