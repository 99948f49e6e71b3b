### Проверка перед отправкой: нет ли в тексте того, что не стоит показывать всем

check-intro =
    <b>Посмотрите перед отправкой</b>
    Похоже, в тексте есть то, что не стоит показывать всем. Опубликованное предложение прочтёт кто угодно.
check-outro = Если нужно, исправьте. Если всё верно, отправьте как есть.
check-more =
    { $count ->
        [one] И ещё в { $count } месте.
        [few] И ещё в { $count } местах.
        [many] И ещё в { $count } местах.
       *[other] И ещё в { $count } местах.
    }
check-in-title = { $kind } (в названии):
check-in-text = { $kind }:

check-iin = ИИН
check-card = Номер банковской карты
check-account = Номер банковского счёта
check-email = Адрес электронной почты
check-link = Ссылка
check-phone = Номер телефона
check-username = Имя в Telegram
check-obscene = Нецензурное слово

check-change-title = Исправить название
check-change-text = Исправить текст
check-send = Отправить как есть
