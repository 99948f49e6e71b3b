### Басты мәзір және күтпеген хабарламаларға жауап

menu-submit = Ұсыныс жіберу
menu-browse = Ұсыныстар
menu-next = Келесі ұсыныс
menu-mine = Менікі
menu-settings = Баптаулар
menu-help = Көмек
menu-queue = Кезек
menu-digest = Дайджест
menu-organizer = Ұйымдастырушыға
menu-placeholder = Төмендегі мәзірден таңдаңыз

menu-no-campaign =
    <b>Азаматтық форум</b>

    Қазір ұсыныс жинау науқаны өтіп жатқан жоқ. Жаңа науқан ашылғанда ұсыныс жіберуге болады.
menu-collecting-from = Ұсыныс қабылдаудың алғашқы күні: { $date }
menu-collecting-until = Ұсыныс қабылдаудың соңғы күні: { $date }
menu-collecting-closed = Ұсыныс қабылдау аяқталды.
menu-voting-from = Дауыс берудің алғашқы күні: { $date }
menu-voting-until = Дауыс берудің соңғы күні: { $date }
menu-voting-closed = Дауыс беру аяқталды.
menu-phase = Кезеңі: { $phase }
menu-follow-up-from = Шешімдердің орындалуын бақылау басталатын күн: { $date }
menu-follow-up = Шешімдердің орындалуын бақылау басталған күн: { $date }
menu-region = Өңір: { $region }. Осы өңірде жарияланған ұсыныс: { $here }
menu-published = Барлық жарияланған ұсыныс: { $published }
menu-mine-count = Менің ұсыныстарым: { $mine }
menu-waiting = Кезекте тұрған ұсыныс: { $waiting }
menu-reading = Қазір тек оқи аласыз. Ұсыныс жіберу немесе дауыс беру үшін келісіміңізді сұраймыз.

menu-draft = Аяқталмаған қаралама бар: { $title }
menu-draft-untitled = Аяқталмаған қаралама бар.
menu-draft-continue = Қараламаны жалғастыру

menu-lost = Бот бұл хабарламаны түсінбеді. Төмендегі мәзірден керегін таңдаңыз немесе командалар тізімін ашыңыз: /help
menu-edited = Жіберілген хабарламаны кейін өзгерткеніңіз есепке алынбайды. Мәтінді түзету үшін жаңа хабарлама жіберіңіз.
