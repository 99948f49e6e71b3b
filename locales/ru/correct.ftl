### Модератор исправляет сферу, регион или язык предложения

correct-button = Исправить
correct-title =
    <b>Что исправить в предложении № { $number }?</b>
    { $title }
correct-topic = Сфера: { $value }
correct-place = Регион: { $value }
correct-language =
    { $value ->
        [kk] Язык: казахский
       *[ru] Язык: русский
    }
correct-button-topic = Сфера
correct-button-place = Регион
correct-to-kk = Язык: казахский
correct-to-ru = Язык: русский
correct-choose-topic = <b>К какой сфере относится предложение № { $number }?</b>
correct-choose-place = <b>О каком регионе предложение № { $number }?</b> Решать будут модераторы выбранного региона.
correct-done = Исправлено.
correct-same = Это уже указано: ничего не изменилось.
correct-moved = <b>Предложение № { $number } передано модераторам другого региона</b>
correct-author = Автор об этом узнает.
correct-back = ‹ К исправлениям
correct-notice =
    <b>Модератор уточнил данные вашего предложения</b>
    № { $number } · { $title }
correct-notice-text = Текст остался прежним.
