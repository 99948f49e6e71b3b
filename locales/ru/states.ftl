### Состояния предложения, этапы кампании, роли

state-draft = Черновик
state-pending = На рассмотрении
state-returned = Возвращено на доработку
state-rejected = Отклонено
state-appealed = Решение обжалуется
state-published = Опубликовано
state-joined = Объединено
state-withdrawn = Отозвано автором
state-hidden = Временно скрыто
state-shortlisted = Отобрано на форум
state-recommended = Включено в рекомендации
state-sent = Направлено адресату
state-answered = Ответ получен
state-in-progress = В работе
state-done = Реализовано
state-declined = Отказано

phase-preparation = Подготовка
phase-collecting = Приём предложений
phase-voting = Голосование
phase-closed = Завершено
phase-follow-up = Контроль исполнения

role-resident = Житель
role-moderator = Модератор
role-organizer = Организатор
role-admin = Администратор
