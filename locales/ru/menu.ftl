### Главное меню и ответ на неожиданные сообщения

menu-submit = Подать предложение
menu-browse = Предложения
menu-next = Следующее
menu-mine = Мои
menu-settings = Настройки
menu-help = Помощь
menu-queue = Очередь
menu-digest = Дайджест
menu-organizer = Организатору
menu-placeholder = Выберите в меню ниже

menu-no-campaign =
    <b>Гражданский форум</b>

    Сейчас кампания по сбору предложений не проводится. Когда откроется новая, можно будет подать предложение.
menu-collecting-from = Первый день приёма предложений: { $date }
menu-collecting-until = Последний день приёма предложений: { $date }
menu-collecting-closed = Приём предложений завершён.
menu-voting-from = Первый день голосования: { $date }
menu-voting-until = Последний день голосования: { $date }
menu-voting-closed = Голосование завершено.
menu-phase = Этап: { $phase }
menu-follow-up-from = Первый день контроля исполнения: { $date }
menu-follow-up = Контроль исполнения идёт. Первый день: { $date }
menu-region = Регион: { $region }. Опубликовано предложений в нём: { $here }
menu-published = Всего опубликовано предложений: { $published }
menu-mine-count = Моих предложений: { $mine }
menu-waiting = Предложений в очереди: { $waiting }
menu-reading = Сейчас можно только читать. Перед подачей предложения или голосованием мы попросим согласие.

menu-draft = Есть незаконченный черновик: { $title }
menu-draft-untitled = Есть незаконченный черновик.
menu-draft-continue = Продолжить черновик

menu-lost = Это сообщение не удалось понять. Выберите нужное в меню ниже или откройте список команд: /help
menu-edited = Правка отправленного сообщения не учитывается. Чтобы исправить текст, пришлите новое сообщение.
