### Сообщение о начале этапа кампании

stage-begins-collecting = <b>Приём предложений начался.</b>
stage-begins-preparation = <b>Приём предложений завершён, идёт подготовка к голосованию.</b>
stage-begins-voting = <b>Голосование началось.</b>
stage-begins-closed = <b>Голосование завершено.</b> Подводим итоги.
stage-begins-follow-up = <b>Начался контроль исполнения.</b> Что стало с предложениями, видно в боте.
stage-goes-on-collecting = <b>Сейчас идёт приём предложений.</b>
stage-goes-on-preparation = <b>Сейчас идёт подготовка к голосованию.</b>
stage-goes-on-voting = <b>Сейчас идёт голосование.</b>
stage-goes-on-closed = <b>Голосование завершено.</b> Подводим итоги.
stage-goes-on-follow-up = <b>Сейчас идёт контроль исполнения.</b> Что стало с предложениями, видно в боте.
switch-phase-on = Этапы кампании: сообщаем о начале
switch-phase-off = Этапы кампании: не сообщаем
switch-phase-button-on = Этапы кампании: сообщать
switch-phase-button-off = Этапы кампании: не сообщать
