### Организатор: причины отклонения

reasons-button = Причины отклонения
reasons-title = <b>Причины отклонения</b>
reasons-hint = Отклоняя предложение, модератор выбирает причину из этого списка. Чтобы изменить причину, нажмите её номер.
reasons-line = { $position }. { $name }
reasons-public = открытая
reasons-hidden = скрытая
reasons-withdrawn = не предлагается
reasons-button-add = Добавить причину
reasons-one = <b>Причина отклонения</b>
reasons-name-kk = Название на казахском: <b>{ $words }</b>
reasons-name-ru = Название на русском: <b>{ $words }</b>
reasons-about-kk = Пояснение автору на казахском: { $words }
reasons-about-ru = Пояснение автору на русском: { $words }
reasons-is-public = Открытая: её видят и жители, которые пишут похожее предложение.
reasons-is-hidden = Скрытая: её видят только автор и команда.
reasons-is-offered = Модераторы могут её выбрать.
reasons-is-withdrawn = Модераторы не могут её выбрать. В прежних решениях она остаётся.
reasons-button-name-kk = Казахское название
reasons-button-name-ru = Русское название
reasons-button-about-kk = Казахское пояснение
reasons-button-about-ru = Русское пояснение
reasons-button-public = Сделать открытой
reasons-button-hidden = Сделать скрытой
reasons-button-offered = Вернуть в список
reasons-button-withdrawn = Убрать из списка
reasons-button-up = Выше
reasons-button-down = Ниже
reasons-ask-name-kk =
    <b>Название на казахском</b>
    Напишите название причины на казахском: от { $minimum } до { $maximum } символов. Модератор увидит его на кнопке.
reasons-ask-name-ru =
    <b>Название на русском</b>
    Напишите название причины на русском: от { $minimum } до { $maximum } символов. Модератор увидит его на кнопке.
reasons-ask-about-kk =
    <b>Пояснение на казахском</b>
    Напишите автору на казахском, что это значит и что теперь можно сделать: от { $minimum } до { $maximum } символов.
reasons-ask-about-ru =
    <b>Пояснение на русском</b>
    Напишите автору на русском, что это значит и что теперь можно сделать: от { $minimum } до { $maximum } символов.
reasons-now = Сейчас: { $words }
reasons-preview = <b>Проверьте</b>
reasons-button-add-public = Добавить как открытую
reasons-button-add-hidden = Добавить как скрытую
reasons-added = <b>Причина добавлена.</b> Модераторы уже могут её выбрать.
reasons-saved = <b>Сохранено.</b>
reasons-cancelled = Действие отменено: причина не добавлена.
reasons-buttons-only = Чтобы добавить или изменить причину, воспользуйтесь кнопками ниже.
