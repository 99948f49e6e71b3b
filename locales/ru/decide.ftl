### Решение модератора: опубликовать, вернуть на доработку, отклонить

decide-return-ask =
    <b>Вернуть предложение № { $number } на доработку</b>
    { $title }

    Напишите автору одним сообщением, что исправить: не больше { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }. Например: «Уточните, о каком населённом пункте идёт речь».
decide-reject-reasons =
    <b>Отклонить предложение № { $number }</b>
    { $title }

    Выберите причину. Автор её увидит.
decide-reject-ask =
    <b>Отклонить предложение № { $number }</b>
    { $title }
    Причина: { $reason }
    <i>{ $about }</i>

    Если хотите, поясните автору одним-двумя предложениями: не больше { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }. Можно и без пояснения: по кнопке «{ $skip }» решение сразу вступит в силу.
decide-late = Время на ответ истекло, поэтому решение не принято. Если оно ещё нужно, пришлите текст снова.
decide-published = <b>Предложение № { $number } опубликовано</b>
decide-returned = <b>Предложение № { $number } возвращено на доработку</b>
decide-rejected = <b>Предложение № { $number } отклонено</b>
decide-reason = Причина: { $reason }
decide-remark = Замечание:
decide-comment = Пояснение:
decide-author-told = Автор получит сообщение на своём языке.
decide-left = В очереди осталось: { $count }
decide-none-left = Других предложений в очереди нет.
decide-comment-long =
    В пояснении { $length ->
        [one] { $length } знак
        [few] { $length } знака
        [many] { $length } знаков
       *[other] { $length } знака
    }, а допустимо { $maximum }. Сократите его и пришлите ещё раз.
decide-comment-empty = Пояснение пустое. Напишите текст или нажмите «{ $skip }».
