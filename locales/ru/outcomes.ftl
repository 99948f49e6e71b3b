### Организатору: что стало с предложением после голосования

outcomes-title =
    <b>Итоги по предложениям</b>
    { $name }
outcomes-line = { $state }: { $count }
outcomes-due = Срок ответа истекает в ближайшие 3 рабочих дня: { $soon }. Срок прошёл: { $overdue }
outcomes-none = В шорт-листе пока нет предложений. После голосования сначала составляется шорт-лист, затем отмечаются итоги.
outcomes-hint = Предложение можно открыть и по номеру, например: /outcomes 214
outcomes-short-shortlisted = Отобрано
outcomes-short-recommended = В рекомендациях
outcomes-short-sent = Направлено
outcomes-short-answered = Ответ получен
outcomes-short-in-progress = В работе
outcomes-short-done = Реализовано
outcomes-short-declined = Отказано
outcomes-button-state = { $state } · { $count }
outcomes-list-title = <b>{ $state }</b> · { $total }
outcomes-narrowed = Показано: { $by }
outcomes-item = <b>№ { $number }</b> { $title }
outcomes-item-due = срок: { $date }
outcomes-item-over-now = <b>срок прошёл</b>: { $date }
outcomes-item-over =
    { $late ->
        [one] <b>срок прошёл</b>: { $date }, с тех пор { $late } рабочий день
        [few] <b>срок прошёл</b>: { $date }, с тех пор { $late } рабочих дня
        [many] <b>срок прошёл</b>: { $date }, с тех пор { $late } рабочих дней
       *[other] <b>срок прошёл</b>: { $date }, с тех пор { $late } рабочего дня
    }
outcomes-empty = В этом списке предложений нет.
outcomes-button-narrow = Фильтр
outcomes-button-overview = Все статусы
outcomes-button-all = Показать все
outcomes-choose = <b>Предложения какой секции или какого региона показать?</b>
outcomes-all-sections = все секции
outcomes-button-recommend-all = Включить все в рекомендации
outcomes-recommend-ask =
    <b>Включить все в рекомендации?</b>
    Секция: { $section }
    Предложений: { $count }

    Через 10 минут об этом узнают авторы, поддержавшие и те, кто следит за предложениями. До этого каждое можно вернуть по отдельности, а в первые 9 минут – все вместе.
outcomes-button-recommend-sure = Да, включить: { $count }
outcomes-recommend-none = В этой секции не осталось предложений, которые можно включить в рекомендации.
outcomes-recommended-all = Включено в рекомендации: { $count }
outcomes-undo-all = Если это ошибка, всё включённое одним разом можно отменить вместе. Можно отменить: { $count }. Последний срок: { $until }.
outcomes-button-undo-all = Отменить всё: { $count }
outcomes-undone-all = Отменено включение в рекомендации: { $count }. Об этом никто не узнает.

outcomes-step = { $at }. <b>{ $state }</b>
outcomes-step-by = { $at }. <b>{ $state }</b> ({ $name })
outcomes-earlier = Шагов до этого: { $count }
outcomes-undo-until = Если это ошибка, шаг можно отменить. Последний срок: { $until }. После этого о нём узнают автор, поддержавшие и те, кто следит за предложением.
outcomes-saved = Шаг записан.
outcomes-undone = Шаг отменён. О нём никто не узнает.
outcomes-acts-undone = Шаг отменён. Статус: { $state }
outcomes-button-recommended = Включить в рекомендации
outcomes-button-sent = Отметить, что направлено
outcomes-button-answer = Опубликовать ответ
outcomes-button-in-progress = Отметить, что в работе
outcomes-button-later = Назначить новый срок
outcomes-button-done = Отметить, что реализовано
outcomes-button-declined = Отметить отказ
outcomes-button-undo = Отменить шаг
outcomes-button-words = Текст: { $state }
outcomes-button-card = Открыть предложение
outcomes-button-list = ‹ К списку

outcomes-ask-addressee =
    <b>Кому направлено предложение № { $number }?</b>
    Выберите из списка или напишите слово из названия, чтобы найти.
outcomes-found = Поиск: { $words }
outcomes-found-none = Такого названия не нашлось: { $words }. Напишите иначе или добавьте новое.
outcomes-addressees-none = Список пока пуст. Добавьте орган или организацию.
outcomes-addressee-line = { $place }. { $name }
outcomes-button-new-addressee = Добавить новое
outcomes-button-all-addressees = Весь список
outcomes-ask-name-kk =
    <b>Название органа или организации на казахском</b>
    Напишите полностью, от { $minimum } до { $maximum } знаков. Например: Қостанай облысының әкімдігі
outcomes-ask-name-ru =
    <b>Теперь название на русском</b>
    Напишите полностью, от { $minimum } до { $maximum } знаков. Например: Акимат Костанайской области
outcomes-name-kk = На казахском: { $name }
outcomes-ask-sent =
    <b>Когда направлено?</b>
    Выберите кнопкой или напишите дату. Например: { $example }
outcomes-button-today = Сегодня, { $date }
outcomes-button-yesterday = Вчера, { $date }
outcomes-ask-due =
    <b>Когда истекает срок ответа?</b>
    По закону государственный орган отвечает на обращение за 15 рабочих дней. Тогда последний день: { $date }. Если назначен другой срок, напишите его последний день.
outcomes-button-suggested = Последний день: { $date }
outcomes-preview = <b>Проверьте</b>
outcomes-preview-told = Через 10 минут об этом узнают автор, поддержавшие и те, кто следит за предложением. До этого шаг можно отменить.
outcomes-button-save = Записать
outcomes-change-addressee = Кому
outcomes-change-sent = День отправки
outcomes-change-due = Срок
outcomes-buttons-only = На этом шаге нажмите кнопку: текст не нужен.

outcomes-ask-kk =
    { $kind ->
        [answer]
            <b>Ответ на предложение № { $number }, на казахском</b>
            Пришлите текст ответа на казахском, от { $minimum } до { $maximum } знаков. Потом понадобится текст на русском.
       *[news]
            <b>Что изменилось по предложению № { $number }, на казахском</b>
            Напишите одну-две фразы, от { $minimum } до { $maximum } знаков. Потом понадобится текст на русском.
    }
outcomes-ask-ru =
    { $kind ->
        [answer]
            <b>Ответ на предложение № { $number }, на русском</b>
            Пришлите текст ответа на русском, от { $minimum } до { $maximum } знаков. Ответ публикуется, только если есть тексты на обоих языках.
       *[news]
            <b>Что изменилось по предложению № { $number }, на русском</b>
            Напишите одну-две фразы, от { $minimum } до { $maximum } знаков. Сообщение публикуется, только если есть тексты на обоих языках.
    }
outcomes-written = Сейчас написано:
outcomes-kept = Текст, который вы начали раньше, сохранён. Продолжайте с этого места.
outcomes-kept-hint = Написанное сохраняется, продолжить можно позже. Кнопка «Отмена» его удалит.
outcomes-button-preview = Посмотреть написанное
outcomes-ask-files =
    <b>Файлы к ответу</b>
    Присылайте фотографии письма или документы по одному, файлов не больше { $maximum }. Если файлов нет, продолжайте.

    Приложено файлов: { $count }
outcomes-files-expected = На этом шаге нужна фотография или документ. Если файлов нет, нажмите «Продолжить».
outcomes-button-no-files = Убрать файлы
outcomes-ask-meaning =
    <b>Что означает этот ответ?</b>
    От этого зависит статус предложения.
outcomes-means-answered = Дан только ответ
outcomes-means-in-progress = Взято в работу
outcomes-means-done = Реализовано
outcomes-means-declined = Отказано
outcomes-ask-until =
    <b>Когда истекает срок исполнения?</b>
    Напишите дату. Например: { $example }
outcomes-preview-kk = <b>На казахском</b>
outcomes-preview-ru = <b>На русском</b>
outcomes-preview-files = Приложено файлов: { $count }
outcomes-missing-kk = Текста на казахском нет, без него опубликовать нельзя. Напишите его, текст на русском сохранён.
outcomes-missing-ru = Текста на русском нет, без него опубликовать нельзя. Напишите его, текст на казахском сохранён.
outcomes-missing-meaning = Статус не выбран, без него опубликовать нельзя. Выберите его кнопкой ниже.
outcomes-missing-until = Срок исполнения не назначен, без него опубликовать нельзя. Назначьте его кнопкой ниже.
outcomes-foreign-kk = Обратите внимание: похоже, в казахской части текст на другом языке.
outcomes-foreign-ru = Обратите внимание: похоже, в русской части текст на другом языке.
outcomes-button-publish = Опубликовать
outcomes-change-kk = Текст на казахском
outcomes-change-ru = Текст на русском
outcomes-change-files = Файлы
outcomes-change-meaning = Статус
outcomes-change-until = Срок

error-outcome-recorded =
    Этот шаг уже записал другой организатор: { $by }. Сейчас статус: { $state ->
        [recommended] включено в рекомендации
        [sent] направлено
        [answered] ответ получен
        [in_progress] в работе
        [done] реализовано
       *[declined] отказано
    }.
error-outcome-not-next = Статус предложения не подходит для этого шага. Откройте предложение ещё раз.
error-outcome-undone = Этот шаг уже отменил другой организатор: { $by }.
error-outcome-late =
    { $minutes ->
        [one] Это можно отменить только в течение { $minutes } минуты, это время прошло.
        [few] Это можно отменить только в течение { $minutes } минут, это время прошло.
        [many] Это можно отменить только в течение { $minutes } минут, это время прошло.
       *[other] Это можно отменить только в течение { $minutes } минуты, это время прошло.
    }
error-outcome-gone-on = С тех пор статус предложения изменился. Откройте предложение ещё раз.
error-answer-length = Нужно от { $minimum } до { $maximum } знаков, а в тексте { $length }. Исправьте и пришлите ещё раз.
error-answer-one-language = Ответ публикуется, только если есть тексты на обоих языках. Допишите недостающий текст.
error-answer-same = Тексты на двух языках одинаковы. Напишите на каждом свой: жители прочтут его на своём языке.
error-addressee-length = Нужно от { $minimum } до { $maximum } знаков, а в названии { $length }. Исправьте и пришлите ещё раз.
error-addressee-taken = Такое название уже есть в списке. Вернитесь и выберите его или напишите другое.
error-sent-ahead = Этот день ещё не наступил. Напишите день, когда предложение направили.
error-sent-long-ago = С этого дня прошло больше года. Проверьте год и напишите дату ещё раз.
error-due-before-sent = Срок ответа не может быть раньше дня отправки. Напишите более позднюю дату.
