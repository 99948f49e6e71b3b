### Подача предложения

submit-step = Шаг { $step } из { $steps }.

submit-place =
    <b>Территория</b>
    К какой территории относится предложение? В обоих случаях его рассмотрит модератор вашего региона.
submit-topic =
    <b>Сфера</b>
    Выберите сферу, к которой предложение ближе всего.
submit-title =
    <b>Название</b>
    Коротко напишите, о чём предложение. Знаков: от { $minimum } до { $maximum }. Например: «Пандусы на автобусных остановках»
submit-text =
    <b>Текст</b>
    В чём проблема и что вы предлагаете? Пришлите одним сообщением. Знаков: от { $minimum } до { $maximum }.
    Не пишите номера телефонов, ИИН и адреса: опубликованный текст прочтут все.
submit-files =
    <b>Файлы</b> (необязательно)
    Пришлите фотографии, документы или место на карте: нажмите скрепку (📎) рядом со строкой сообщения. Файлов: не больше { $maximum }, размер одного: не больше { $megabytes } МБ.
submit-files-added = Приложено: { $files }
submit-now = Сейчас: { $value }
submit-now-title = Сейчас: <code>{ $title }</code>
submit-now-text =
    Сейчас:
    <code>{ $text }</code>

submit-keep = Оставить как есть
submit-done = Готово
submit-clear-files = Убрать файлы
submit-files-cleared = Файлы убраны
submit-files-photos =
    { $count ->
        [one] { $count } фотография
        [few] { $count } фотографии
        [many] { $count } фотографий
       *[other] { $count } фотографии
    }
submit-files-documents =
    { $count ->
        [one] { $count } документ
        [few] { $count } документа
        [many] { $count } документов
       *[other] { $count } документа
    }
submit-files-place = место на карте
submit-files-none = нет
submit-file-line = { $number }. { $name }
submit-file-photo = Фотография
submit-file-document = Документ
submit-file-place = Место на карте
submit-drop-file = Убрать файл { $number }
submit-file-dropped = Файл убран
submit-place-replaced = Место на карте заменено новым: к предложению прилагается только одно.
submit-place-live = Геопозиция, которая перемещается, не подойдёт. Выберите на карте одну точку и пришлите её.

submit-preview = <b>Проверьте</b>
submit-preview-returned = <b>Доработайте и отправьте снова</b>
submit-preview-files = Файлы: { $files }
submit-preview-hint = Если всё верно, нажмите «Отправить». Если нужно что-то исправить, выберите это кнопкой ниже.
submit-remark = Замечание модератора: { $remark }
submit-change-title = Название
submit-change-text = Текст
submit-change-place = Территория
submit-change-topic = Сфера
submit-change-files = Файлы
submit-later = Отложить

submit-found =
    <b>Есть незаконченный черновик</b>
    { $title }
submit-found-untitled = <b>Есть незаконченный черновик</b>
submit-found-hint = Продолжить его? Если начать заново, этот черновик будет удалён.
submit-anew = Начать заново

submit-cancel =
    <b>Остановиться на этом?</b>
    Черновик сохранён: продолжить можно позже, нажав «Подать предложение».
submit-cancel-returned =
    <b>Остановиться на этом?</b>
    Изменения сохранены: продолжить и отправить снова можно позже в разделе «Мои».
submit-delete = Удалить черновик
submit-delete-sure =
    <b>Удалить черновик?</b>
    Написанное и приложенные файлы будут удалены, восстановить их нельзя.
submit-delete-yes = Да, удалить
submit-kept = Черновик сохранён. Чтобы продолжить, нажмите «Подать предложение».
submit-kept-returned = Изменения сохранены. Чтобы продолжить, откройте раздел «Мои».
submit-deleted = Черновик удалён.
submit-new = Новое предложение

submit-receipt = Предложение <b>№ { $number }</b> получено.
submit-receipt-again = Предложение <b>№ { $number }</b> отправлено снова.
submit-receipt-next =
    { $days ->
        [one] Модератор региона рассмотрит его за { $days } рабочий день.
        [few] Модератор региона рассмотрит его за { $days } рабочих дня.
        [many] Модератор региона рассмотрит его за { $days } рабочих дней.
       *[other] Модератор региона рассмотрит его за { $days } рабочего дня.
    } О решении сообщим в этом чате.
submit-receipt-until = Последний день срока: { $date }, { $weekday }.
submit-receipt-print = Контрольный код текста: <code>{ $print }</code>. По нему можно проверить, что текст не изменился.
submit-receipt-share = Ссылка из кнопки «Поделиться» откроется у других после публикации.
submit-copy-print = Скопировать код
submit-share = Моё предложение Гражданскому форуму: № { $number } «{ $title }»
submit-open = Открыть предложение

submit-button-expected = На этом шаге нажмите одну из кнопок ниже.
submit-not-text =
    { $kind ->
        [sticker] Стикер не подойдёт.
        [voice] Голосовое сообщение не подойдёт.
        [video] Видео не подойдёт.
        [audio] Аудиозапись не подойдёт.
        [animation] Анимация не подойдёт.
        [contact] Контакт не подойдёт.
        [poll] Опрос не подойдёт.
        [file] Файлы и место на карте прилагаются на последнем шаге.
       *[other] Такое сообщение не подойдёт.
    } На этом шаге нужен текст сообщением.
submit-not-file = На этом шаге пришлите фотографию, документ или место на карте. Если файлы не нужны, нажмите кнопку ниже.
