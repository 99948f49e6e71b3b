### Дайджест и история в виде таблиц

rich-form-classic = Вид дайджестов и истории предложений: простое сообщение. В таблицах читать удобнее, но старые версии Telegram их не показывают. Вернуться к простому сообщению можно в любое время.
rich-form-tables = Вид дайджестов и истории предложений: таблицы. Старые версии Telegram их не показывают: если сообщение не открывается, вернитесь к простому.
rich-button-classic = Простое сообщение
rich-button-tables = Таблицы

rich-waiting = Ждут решения
rich-fresh = Новые
rich-near = Срок подходит
rich-late = Срок прошёл
rich-on-duty = Дежурит сегодня
rich-deputy = Замещает

rich-oldest = Самые давние
rich-number = №
rich-title = Название
rich-day = Который день

rich-changes = Изменения с { $since }
rich-what = Показатель
rich-count = Сколько
rich-published = Опубликовано
rich-support = Поддержка
rich-returned = Возвращено на доработку
rich-rejected = Отклонено
rich-joined = Объединено с другими
rich-undone = Отменено решений
rich-reports = Жалоб жителей
rich-reported = Предложений с жалобами
rich-appeals = Новых обжалований
rich-appeals-waiting = Обжалований ждут модератора другого региона
rich-appeals-national = Обжалований ждут решения

rich-now = За это время
rich-took = Обычное время до решения (медиана)
rich-after-term = Решений после срока
rich-late-share = { $late } из { $decided } ({ $share } %)
rich-percent = { $share } %

rich-top = Больше всего поддержки получили
rich-gained = Прибавилось
rich-rising = Сейчас быстро набирают поддержку: { $count }

rich-regions = Регионы
rich-region = Регион
rich-quiet = Регионы, где ничего не ждёт и решений не было: { $count }
rich-unmoderated = Без модераторов

rich-history = История предложения № { $number }
rich-state = Статус
rich-shown = Показано: { $first }–{ $last } из { $total }. Последнее стоит первым.
rich-due = Сроки ответов
rich-due-on = Последний день
rich-due-late = Опоздание, рабочих дней
rich-answered = Новых ответов
