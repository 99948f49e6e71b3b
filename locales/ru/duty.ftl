### Дежурный модератор: на каждый день недели один человек и его заместитель

duty-title = <b>Дежурный модератор</b> · { $region }
duty-choose-region =
    <b>Дежурный модератор</b>
    Выберите регион.
duty-about = Дежурный в свой день рассматривает предложения первым. Решать могут и другие модераторы. Чтобы изменить, выберите день недели.
duty-today = Дежурит сегодня: <b>{ $name }</b>
duty-today-deputy = Дежурит сегодня: <b>{ $name }</b>, замещает: { $deputy }
duty-today-nobody = На сегодня дежурный не назначен.
duty-line = { $weekday }: { $name }
duty-line-deputy = { $weekday }: { $name }, замещает: { $deputy }
duty-line-nobody = { $weekday }: –
duty-ask-person =
    <b>День недели: { $weekday }</b>
    Кто дежурит в этот день?
duty-ask-deputy =
    <b>День недели: { $weekday }</b>
    Дежурит: { $name }
    Кто замещает?
duty-set-by = Последнее изменение: { $name }, { $at }
duty-button-duty = Дежурный
duty-button-nobody = Никто
duty-button-no-deputy = Без заместителя
duty-saved = Дежурство сохранено
