### Недельный обзор для жителя

week-title =
    <b>Недельный обзор</b>
    { $region }, { $since } – { $until }
week-published = Новых опубликованных предложений: { $count }
week-top = Больше всего поддержки получили:
week-rising = Сейчас быстро набирают поддержку:
week-outcomes = Стал известен итог:
week-top-line = <b>№ { $number }</b> { $title } (+{ $gained })
week-line = <b>№ { $number }</b> { $title }
week-outcome-line = <b>№ { $number }</b> { $title }. Статус: { $state }
week-button-open = № { $number }
