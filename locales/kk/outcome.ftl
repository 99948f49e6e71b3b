### Ұсыныстың нәтижесі: карточкада, хабарламада, бағалауда

outcome-sent = Кімге жолданды: { $name }
outcome-sent-on = Жолданған күні: { $date }
outcome-due = Жауап беру мерзімі: { $date }
outcome-due-clock = Жауап беру мерзімі: { $date } ({ $limit } жұмыс күнінің { $day }-күні)
outcome-due-over-now = Жауап кешігіп жатыр. Мерзімнің соңғы күні: { $date }
outcome-due-over = Жауап кешігіп жатыр. Мерзімнің соңғы күні: { $date }, содан бері { $late } жұмыс күні өтті.
outcome-until = Орындау мерзімі: { $date }
outcome-until-clock = Орындау мерзімі: { $date } ({ $limit } жұмыс күнінің { $day }-күні)
outcome-until-over-now = Орындалуы кешігіп жатыр. Мерзімнің соңғы күні: { $date }
outcome-until-over = Орындалуы кешігіп жатыр. Мерзімнің соңғы күні: { $date }, содан бері { $late } жұмыс күні өтті.
outcome-answer = <b>Жауабы</b>, { $date }
outcome-news = <b>Кейінгі хабар</b>, { $date }
outcome-shares = Жауапты бағалағандар: { $rated }. Мәні бойынша: { $answered } % ({ $answered_count }), ішінара: { $partly } % ({ $partly_count }), сырғытпа: { $formal } % ({ $formal_count })
outcome-unrated = Жауапты әзірге ешкім бағалаған жоқ.
outcome-ask-rating = Бұл – мәселенің мәні бойынша берілген жауап па? Бағаңызды кейін өзгертуге болады.
outcome-button-answered = Мәні бойынша
outcome-button-partly = Ішінара
outcome-button-formal = Сырғытпа жауап
outcome-button-whole = Жауапты толық оқу
outcome-button-news = Кейінгі хабарды толық оқу
outcome-button-files = Жауапқа қоса берілген файл: { $count }
outcome-rated = Бағаңыз есепке алынды.
outcome-files-of = № { $number } ұсынысқа келген жауапқа қоса берілген файлдар
outcome-files-none = Бұл жауапқа файл қоса берілмеген.

outcome-told-answer-own =
    <b>№ { $number } ұсынысыңызға жауап келді</b>
    { $title }
outcome-told-answer =
    <b>Сіз қолдаған немесе бақылауға алған № { $number } ұсынысқа жауап келді</b>
    { $title }
outcome-told-from = { $name }:
outcome-told-state = Мәртебесі: { $state }

outcome-whole =
    <b>№ { $number } ұсынысқа берілген жауап</b>
    { $title }
outcome-whole-news =
    <b>№ { $number } ұсыныстың нәтижесі</b>
    { $title }

error-rating-not-yours = Жауапты ұсыныстың авторы мен оны қолдағандар ғана бағалайды.
error-rating-closed = Бұл жауапты ұйымдастырушылар қайтарып алды. Ұсынысты қайта ашып қараңыз.
