### Тұрғынға арналған апталық шолу

week-title =
    <b>Апталық шолу</b>
    { $region }, { $since } – { $until }
week-published = Жарияланған жаңа ұсыныс: { $count }
week-top = Ең көп қолдау жинағаны:
week-rising = Қазір қолдауы тез өсіп жатқаны:
week-outcomes = Нәтижесі белгілі болғаны:
week-top-line = <b>№ { $number }</b> { $title } (+{ $gained })
week-line = <b>№ { $number }</b> { $title }
week-outcome-line = <b>№ { $number }</b> { $title }. Мәртебесі: { $state }
week-button-open = № { $number }
