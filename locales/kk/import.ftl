### Қағазда және кездесулерде жиналған ұсыныстарды импорттау

import-title =
    <b>Ұсыныстар импорты</b>
    { $name }

    Кездесулерде және қағазда жиналған ұсыныстар XLSX немесе CSV кестесінен қосылады.

    1. Үлгіні алып, толтырыңыз: бір жолда бір ұсыныс болсын.
    2. Файлды осында құжат түрінде жіберіңіз. Бірнеше парағы болса, біріншісі алынады. Басқа парақ керек болса, атауын файлдың астына жазыңыз.
    3. Бот файлды тексеріп, қателерін көрсетеді. Бірде-бір қате қалмағанша ештеңе қосылмайды.

    Бір файлда ең көбі { $rows } жол болсын, көлемі { $megabytes } мегабайттан аспасын. Нөмірі бұрын импортталған жолдар өткізіп жіберіледі.
import-button-template-xlsx = Үлгі, XLSX
import-button-template-csv = Үлгі, CSV
import-button-run =
    Импорттау: { $count }
import-button-publish = Импорттап, жариялау
import-button-publish-sure = Иә, жариялау: { $count }
import-button-again = Басқа файл
import-template-caption = Импорт үлгісі. Мысал жолдарын жойып, өз жолдарыңызды толтырыңыз. Өңірлер мен салалардың атауы екінші парақта.
import-template-caption-csv = Импорт үлгісі. Мысал жолдарын жойып, өз жолдарыңызды толтырыңыз. Өңірлер мен салалардың атауы XLSX үлгісінде бар.
import-template-name = import-ulgisi
import-not-file = Кестені файл түрінде жіберіңіз: XLSX немесе CSV.
import-file-large = Файл тым үлкен. Рұқсат етілгені, мегабайт: { $limit }
import-not-fetched = Telegram файлды бермеді. Оны қайта жіберіңіз.
import-reading = «{ $name }» файлы тексеріліп жатыр…
import-reading-rows = «{ $name }» файлы тексеріліп жатыр. Жол саны: { $done }, барлығы { $total }
import-writing = Ұсыныстар қосылып жатыр…
import-writing-rows = Ұсыныстар қосылды. Оларды іздеу дайындалып жатыр: { $done }, барлығы { $total }

import-report = <b>«{ $name }» файлын тексеру</b>
import-report-sheet = Парақ: «{ $sheet }»
import-report-rows = Ұсынысы бар жол: { $count }
import-report-new = Қосылатыны: <b>{ $count }</b>
import-report-already = Бұрын импортталған, өткізіп жіберіледі: { $count }
import-report-errors = Қате: <b>{ $count }</b>
import-report-warnings = Ескерту: { $count }
import-report-shown = Алғашқылары (қалғаны есеп файлында):
import-report-broken = Ештеңе қосылған жоқ. Файлды түзетіп, қайта жіберіңіз.
import-report-ready = Қате жоқ. Ұсыныстарды өңірлерінің модераторларына жіберуге немесе тексермей, бірден жариялауға болады.
import-report-nothing = Файлда жаңа жол жоқ, қосатын ештеңе жоқ.
import-report-earlier = Бұл файл бұрын импортталған: { $at }. Сонда қосылғаны: { $count }
import-report-caption = «{ $name }» файлын тексерудің толық есебі
import-report-file = import-esebi.csv
import-publish-ask =
    <b>Модераторлардың тексеруінсіз жариялау керек пе?</b>
    Ұсыныс саны: { $count }. Олар бірден барлық адамға көрінеді және оларға дауыс беруге болады.
import-publish-warnings = Файл бойынша ескерту бар: { $count }. Жарияламас бұрын қарап шығыңыз.
import-done = <b>Импорт аяқталды.</b> Қосылғаны: { $count }
import-done-numbers = Нөмірлері: { $first }–{ $last }
import-done-already = Бұрын импортталғаны: { $count }
import-done-pending = Ұсыныстар өз өңірі модераторларының шешімін күтіп тұр.
import-done-published = Ұсыныстар жарияланды.
import-cancelled = Импорт тоқтатылды, ештеңе қосылған жоқ.

import-meeting = Кездесуде айтылған: { $place }, { $date }
import-history =
    { $state ->
        [published] Кездесуден импортталып, жарияланды
       *[pending] Кездесуден импортталды
    }
error-no-author-in-bot = Бұл ұсыныстың ботта авторы жоқ: ол кездесуден импортталған. Сондықтан оны пысықтауға қайтаруға немесе авторына шара қолдануға болмайды.
