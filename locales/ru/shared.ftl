### Слова, общие для всего бота

button-back = Назад
button-cancel = Отмена
button-next = Далее
button-previous = Предыдущая
button-continue = Продолжить
button-yes = Да
button-no = Нет
button-send = Отправить
button-open = Открыть
button-close = Закрыть
button-edit = Изменить
button-save = Сохранить
button-skip = Пропустить
button-menu = Главное меню
button-share = Поделиться
button-support = Поддерживаю
button-object = Против
button-settings = Настройки
button-help = Помощь
button-confirm = Подтвердить
button-refresh = Обновить
button-details = Подробнее
button-more = Ещё

language-kk = Қазақша
language-ru = Русский

scope-region = Мой регион
scope-national = Весь Казахстан

page-of = Страница { $page } из { $total }
