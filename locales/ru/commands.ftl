### Меню команд: не длиннее одной строки

command-start = Главное меню
command-submit = Подать предложение
command-list = Список предложений
command-next = Читать предложения по одному
command-search = Поиск по словам или номеру
command-mine = Мои предложения
command-settings = Язык и регион
command-privacy = Конфиденциальность и мои данные
command-help = Помощь
command-queue = Очередь предложений на рассмотрение
command-digest = Дайджест: краткая сводка
command-duty = Дежурный модератор
command-campaign = Кампания по сбору предложений
command-announce = Объявления жителям
command-export = Экспорт предложений
command-shortlist = Шорт-лист: отбор на форум
command-outcomes = Итоги по предложениям
command-team = Команда и приглашения
command-connect = Подключить группу к очереди региона
command-disconnect = Отключить группу от региона
command-sanctions = Ограничения для авторов
command-history = История предложения: /history 214
command-stats = Статистика кампании
