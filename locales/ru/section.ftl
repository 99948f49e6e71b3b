### Организатор: секции форума

section-title =
    <b>Секции форума</b>
    { $name }
section-none = Секций пока нет. По секциям распределяются предложения шорт-листа.
section-line = { $place }. <b>{ $name }</b>, предложений: { $count }
section-button-add = Добавить секцию
section-ask-kk =
    <b>Название секции на казахском</b>
    Напишите название: от { $minimum } до { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }. Например: «Инклюзия және қолжетімді орта»
section-ask-ru =
    <b>Название секции на русском</b>
    Напишите название на русском: от { $minimum } до { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }. Например: «Инклюзия и доступная среда»
section-confirm = <b>Новая секция</b>
section-name-kk = Название на казахском: <b>{ $name }</b>
section-name-ru = Название на русском: <b>{ $name }</b>
section-place = Место: { $place } из { $total }
section-count = Предложений в секции: { $count }
section-button-save = Добавить
section-button-kk = Название (каз.)
section-button-ru = Название (рус.)
section-button-up = Переместить выше
section-button-down = Переместить ниже
section-button-remove = Убрать секцию
section-button-remove-sure = Да, убрать
section-remove-ask = Убрать секцию <b>{ $name }</b>?
section-added = <b>Секция добавлена.</b>
section-renamed = <b>Секция переименована.</b>
section-removed = Секция убрана: <b>{ $name }</b>
section-words-needed = Напишите название секции словами.

error-section-name =
    Название секции должно быть от { $minimum } до { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }. Напишите ещё раз.
error-section-exists = Секция с таким названием уже есть. Напишите другое.
error-section-used = В этой секции есть предложения шорт-листа: { $count }. Сначала переведите их в другую секцию.
error-section-limit = Секций на одном форуме может быть не больше { $limit }. Чтобы добавить новую, сначала уберите одну из них.
