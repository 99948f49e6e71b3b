### Импорт: файлдың бағандары және ондағы қателер. Мұның бәрі жай мәтін, есеп файлына да жазылады.

import-heading-key = Бірегей нөмірі
import-heading-place = Өңір
import-heading-topic = Сала
import-heading-language = Тілі
import-heading-title = Атауы
import-heading-text = Мәтіні
import-heading-title-translated = Атауының аудармасы
import-heading-text-translated = Мәтінінің аудармасы
import-heading-meeting-place = Кездесу өткен жер
import-heading-meeting-on = Кездесу күні
import-heading-meeting-region = Кездесу өткен өңір
import-sheet-proposals = Ұсыныстар
import-sheet-names = Өңірлер мен салалар
import-names-code = Коды
import-names-place = Өңір
import-names-topic = Сала
import-names-slug = Сала коды

import-example-key = МЫСАЛ-1
import-example-title = Ауыл мектебіне жылдам интернет
import-example-text = Ауылдағы мектепте интернет баяу, оқушылар сабаққа қатыса алмайды. Оптикалық желі тартуды ұсынамыз.
import-example-place = Қостанай облысы
import-example-meeting = Мәдениет үйі, Тобыл ауылы

import-address-row = { $row }-жол
import-address-cell = { $row }-жол, { $column } бағаны «{ $heading }»
import-address-bare = { $row }-жол, { $column } бағаны
import-report-line = { $address }: { $what }

import-problem-unreadable = файл оқылмайды. Оны кесте бағдарламасында ашып, XLSX немесе CSV түрінде қайта сақтаңыз.
import-problem-not-a-table = бұл кесте емес. XLSX және CSV файлдары жарайды.
import-problem-old-format = файл ескі XLS пішімінде немесе құпиясөзбен қорғалған. Құпиясөзсіз, XLSX түрінде сақтаңыз.
import-problem-file-large = файл тым үлкен. Рұқсат етілгені, мегабайт: { $limit }
import-problem-too-large = файлда мәтін тым көп. Оны бірнеше файлға бөліңіз.
import-problem-too-many-rows = файлда жол тым көп: { $count }. Бір ретте рұқсат етілгені: { $limit }. Оны бірнеше файлға бөліңіз.
import-problem-too-many-columns = кестеде баған тым көп, рұқсат етілгені: { $limit }. Артығын алып тастаңыз.
import-problem-encoding = файлдың әріптері танылмады. Оны XLSX немесе UTF-8 кодтауындағы CSV түрінде сақтаңыз.
import-problem-quotes = тырнақша жабылмаған немесе орнында тұрған жоқ. Осы жолдағы және оның алдындағы жолдағы тырнақшаларды тексеріңіз.
import-problem-no-rows = кестеде ұсынысы бар бірде-бір жол жоқ.
import-problem-sheet-missing = «{ $sheet }» деген парақ жоқ. Файлдағы парақтар: { $sheets }
import-problem-no-headings = баған тақырыптары бар жол табылмады. Тақырыптарды үлгіден алыңыз.
import-problem-no-headings-here = «{ $sheet }» парағында баған тақырыптары бар жол табылмады. Файлдағы парақтар: { $sheets }
import-problem-heading-unknown = үлгіде мұндай баған жоқ. Тақырыбын түзетіңіз немесе бағанды алып тастаңыз.
import-problem-heading-votes = дауыс пен қол қою импортталмайды: әркім өзі дауыс береді. Бағанды алып тастаңыз.
import-problem-heading-twice = мұндай тақырып { $column } бағанында бар. Біреуін ғана қалдырыңыз.
import-problem-heading-missing = «{ $field }» деген баған жоқ. Оны қосыңыз.
import-problem-heading-blank = деректері бар бағанның тақырыбы жоқ. Тақырыбын жазыңыз немесе бағанды алып тастаңыз.

import-problem-empty = бос. Ұяшықты толтырыңыз.
import-problem-merged = ұяшық басқасымен біріктірілген. Оларды бөліңіз: мұнда әр жолдың өз мәні болуға тиіс.
import-problem-short = тым қысқа, таңба саны: { $length }. Кемінде керегі: { $minimum }
import-problem-long = тым ұзын, таңба саны: { $length }. Рұқсат етілгені: { $maximum }
import-problem-letters-lost = әріптердің орнында сұрақ белгісі тұр. Файлды XLSX немесе UTF-8 кодтауындағы CSV түрінде сақтаңыз.
import-problem-key-twice = «{ $value }» нөмірі бұрын кездесті, жол: { $row }. Нөмірлер қайталанбауға тиіс.
import-problem-text-twice = осы атау мен мәтін бұрын кездесті, жол: { $row }. Екеуінің бірін қалдырыңыз.
import-problem-example = бұл үлгідегі мысал. Осы жолды жойыңыз.
import-problem-place-unknown = мұндай өңір жоқ: «{ $value }». Атауын үлгіден алыңыз.
import-problem-place-guess = мұндай өңір жоқ: «{ $value }». Мынаны айтқан шығарсыз: { $place }
import-problem-place-ambiguous = «{ $value }» атауы бірнеше өңірге келеді: { $places }. Толық жазыңыз.
import-problem-desk-needed = ұсыныс бүкіл елге қатысты, оны қай өңірдің модераторлары қарайтыны белгісіз. «{ $field }» бағанын толтырыңыз.
import-problem-topic-unknown = мұндай сала жоқ: «{ $value }». Атауын үлгіден алыңыз.
import-problem-topic-guess = мұндай сала жоқ: «{ $value }». Мынаны айтқан шығарсыз: { $topic }
import-problem-language-unknown = тіл танылмады: «{ $value }». kk немесе ru деп жазыңыз.
import-problem-language-needed = мәтіннің қай тілде екені белгісіз. Тілін көрсетіңіз: kk немесе ru.
import-problem-language-differs =
    { $language ->
        [kk] мәтін қазақша жазылған сияқты. Тілін тексеріңіз.
       *[ru] мәтін орысша жазылған сияқты. Тілін тексеріңіз.
    }
import-problem-date-format = күн танылмады: «{ $value }». Мысалы, былай жазыңыз: { $example }
import-problem-date-future = бұл күн әлі келген жоқ: { $date }. Жылын тексеріңіз.
import-problem-date-old = бұл күн тым ертеде: { $date }. Жылын тексеріңіз.
import-problem-translation-alone = аударма толық емес: «{ $field }» бағаны толтырылған, ал мұнысы бос. Екеуін де толтырыңыз немесе екеуін де бос қалдырыңыз.
import-problem-translation-same = аударма түпнұсқаның өзі. Оны өшіріңіз немесе ауыстырыңыз.
import-problem-personal = дербес деректерге немесе орынсыз сөзге ұқсайды: { $kinds }. Импорттамас бұрын тексеріңіз.
import-problem-changed-since = «{ $value }» нөмірі бұрын басқа мәтінмен импортталған. Жол өткізіп жіберіледі, мәтін бұрынғыша қалады.

import-file-row = Жол
import-file-column = Баған
import-file-heading = Тақырыбы
import-file-kind = Түрі
import-file-what = Түсіндірме
import-file-error = Қате
import-file-warning = Ескерту
