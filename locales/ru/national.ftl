### Дайджест организатора: вся страна по регионам

national-regions =
    <b>Регионы</b>
    ждут решения · срок прошёл · опубликовано · обычное время до решения
national-line = { $region }: { $waiting } · { $late } · { $published } · { $took }
national-line-late = { $region }: { $waiting } · <b>{ $late }</b> · { $published } · { $took }
national-nothing = –
national-unmoderated = <b>Без модераторов:</b> { $regions }
national-published = Опубликовано: { $published }
national-appeals = Новых обжалований: { $filed }. Ждут решения: { $waiting }
national-answered = Новых ответов: { $count }
national-button-due = Сроки ответов
national-quiet = За это время решений не было.
national-button-decide = Ждут вас: { $count }
national-button-regions = Дайджест региона
national-button-national = Дайджест по стране
national-choose =
    <b>Дайджест региона</b>
    Какой регион показать?
national-look = Это дайджест региона. По предложениям решают модераторы региона.
