### Модератор объединяет предложение с другим, о том же

joining-button = Объединить
joining-title =
    <b>С чем объединить предложение № { $number }?</b>
    { $title }
joining-how = Напишите номер другого предложения или слова из его названия.
joining-similar = Похожие опубликованные предложения:
joining-found = Найдено по запросу «{ $words }»:
joining-found-none = По запросу «{ $words }» опубликованных предложений не нашлось.
joining-line = <b>№ { $number }</b> { $title } · поддержали: { $support }
joining-button-one = № { $number }
joining-preview = <b>Проверьте, об одном ли эти предложения</b>
joining-preview-goes =
    Закроется: <b>№ { $number } · { $title }</b>
    { $about }
    Поддержали: { $support }
joining-preview-stays =
    Останется: <b>№ { $number } · { $title }</b>
    { $about }
    Поддержали: { $support }
joining-preview-next = За предложение № { $number } голосовать больше не будут, читателям покажем № { $target }. Голоса сами не переходят: каждого, кто поддержал, спросим один раз.
joining-button-do = Объединить с № { $number }
joining-button-other = Выбрать другое
joining-done = <b>Предложение № { $number } объединено с предложением № { $target }</b>
joining-done-votes = Поддержавшие: { $support }. Каждого спросим, перенести ли голос, через { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
        [many] { $minutes } минут
       *[other] { $minutes } минуты
    }. До этого решение можно отменить.
joining-button-target = Открыть № { $number }

joining-card =
    Объединено с предложением № { $number }:
    { $title }
joining-notice =
    <b>Ваше предложение объединено с другим</b>
    № { $number } · { $title }

    Оно о том же, что и предложение № { $target }:
    { $other }

    Читателям теперь показываем то предложение. Каждого, кто поддержал ваше, спросим, перенести ли голос.
