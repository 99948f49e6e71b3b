### Приостановка приёма предложений и голосования

pause-title =
    <b>Приостановка</b>
    Приём предложений или голосование можно приостановить сразу. Жители увидят объяснение, которое вы напишете. Поданные предложения и отданные голоса сохраняются, черновики не пропадают.
pause-none-submitting = Приём предложений не приостановлен.
pause-none-voting = Голосование не приостановлено.
pause-since-submitting = <b>Приём предложений приостановлен.</b> Начало паузы: { $at }
pause-since-voting = <b>Голосование приостановлено.</b> Начало паузы: { $at }
pause-said-kk = На казахском: { $text }
pause-said-ru = На русском: { $text }
pause-button-submitting = Приостановить приём
pause-button-voting = Приостановить голосование
pause-button-resume-submitting = Возобновить приём
pause-button-resume-voting = Возобновить голосование
pause-button-reword-submitting = Приём: изменить объяснение
pause-button-reword-voting = Голоса: изменить объяснение
pause-heading-submitting = <b>Приостановить приём предложений</b>
pause-heading-voting = <b>Приостановить голосование</b>
pause-ask-kk =
    Что сказать жителям? Напишите объяснение на казахском: от { $minimum } до { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }.
pause-ask-ru =
    Напишите то же объяснение на русском: от { $minimum } до { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }.
pause-note-submitting = После подтверждения приём предложений сразу остановится. Начатые черновики сохранятся.
pause-note-voting = После подтверждения голосование сразу остановится. Отданные голоса сохранятся.
pause-button-sure = Приостановить
pause-button-kk = Объяснение (каз.)
pause-button-ru = Объяснение (рус.)
pause-done-submitting = <b>Приём предложений приостановлен.</b>
pause-done-voting = <b>Голосование приостановлено.</b>
pause-resumed-submitting = <b>Приём предложений возобновлён.</b>
pause-resumed-voting = <b>Голосование возобновлено.</b>
pause-words-needed = Напишите объяснение словами.
pause-submitting = Приём предложений приостановлен: { $why }
pause-voting = Голосование приостановлено: { $why }
pause-alert-voting = Голосование приостановлено. Откройте предложение, объяснение показано там.

error-submitting-paused = Приём предложений приостановлен. { $why }
error-voting-paused = Голосование приостановлено. { $why }
error-pause-text =
    Объяснение должно быть от { $minimum } до { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }. Напишите ещё раз.
