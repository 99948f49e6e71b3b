### Состояния предложения, этапы кампании, роли, причины отклонения

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
state-sent = Направлено в государственный орган
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

reason-not-for-forum = Не для форума
reason-not-for-forum-about = Это личная просьба или жалоба. Форум обсуждает общие вопросы. С просьбой или жалобой обратитесь напрямую в государственный орган.
reason-abuse = Оскорбления или брань
reason-abuse-about = В тексте есть оскорбления или брань. Уберите их и подайте предложение заново.
reason-personal-data = Персональные данные
reason-personal-data-about = В тексте есть персональные данные: номер телефона, ИИН, адрес или другое. Уберите их и подайте предложение заново.
reason-advertising = Реклама
reason-advertising-about = Текст рекламирует товар, услугу или организацию. Предложение должно касаться вопроса, важного для общества.
reason-unclear = Суть неясна
reason-unclear-about = Неясно, в чём проблема и что предлагается. Опишите конкретнее и подайте предложение заново.
reason-duplicate = Дублирующее предложение
reason-duplicate-about = Такое предложение уже опубликовано. Его можно найти в списке и поддержать.
reason-illegal = Противоречит закону
reason-illegal-about = Предложение противоречит законам Казахстана или призывает их нарушить. Можно найти законный путь и написать заново.
reason-out-of-scope = Вне компетенции
reason-out-of-scope-about = Этот вопрос не могут решить ни государственные органы Казахстана, ни организации гражданского общества. Можно подать новое предложение по другому вопросу.
