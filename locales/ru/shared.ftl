### Слова, общие для всего бота

button-back = Назад
button-cancel = Отмена
button-next = Далее
button-previous = Предыдущая
button-continue = Продолжить
button-send = Отправить
button-open = Открыть
button-skip = Пропустить
button-share = Поделиться
button-support = Поддерживаю
button-object = Против
button-refresh = Обновить
button-details = Подробнее

language-kk = Қазақша
language-ru = Русский
