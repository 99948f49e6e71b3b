### Модератор ұсынысты екінші тілге аударады; оқырманға аударма белгісі

translate-button = Аудару
translate-title =
    <b>№ { $number } ұсынысты { $language ->
        [kk] қазақ тіліне
       *[ru] орыс тіліне
    } аудару</b>
translate-ask-title =
    { $language ->
        [kk] Атауын қазақша
       *[ru] Атауын орысша
    } жазып жіберіңіз: { $minimum }–{ $maximum } таңба.
translate-ask-text =
    { $language ->
        [kk] Мәтінін қазақшаға
       *[ru] Мәтінін орысшаға
    } аударып, бір хабарламамен жіберіңіз: { $minimum }–{ $maximum } таңба. Өзіңізден ештеңе қоспаңыз, ештеңе қысқартпаңыз.
translate-original = Түпнұсқа:
translate-now = Қазіргі аудармасы (көшіріп алу үшін басыңыз):
translate-button-keep = Өзгертпей қалдыру
translate-preview =
    <b>№ { $number } ұсыныстың { $language ->
        [kk] қазақша
       *[ru] орысша
    } аудармасын тексеріп шығыңыз</b>
translate-preview-hint =
    { $language ->
        [kk] Ботты қазақ тілінде
       *[ru] Ботты орыс тілінде
    } пайдаланатын адам ұсынысты осылай, «аударма» деген белгімен көреді. Түпнұсқасы бір батырмамен ашылады.
translate-warning =
    <b>Назар аударыңыз:</b> мәтін { $language ->
        [kk] қазақша
       *[ru] орысша
    } емес сияқты. Олай болса, түзетіңіз, ал бәрі дұрыс болса, сақтай беріңіз. Түпнұсқаның тілі қате көрсетілген болса, алдымен соны түзетіңіз.
translate-button-save = Аударманы сақтау
translate-button-title = Атауын өзгерту
translate-button-text = Мәтінін өзгерту
translate-button-delete = Аударманы жою
translate-button-delete-yes = Иә, жою
translate-button-see = Аударманы көру
translate-standing =
    <b>№ { $number } ұсыныстың { $language ->
        [kk] қазақша
       *[ru] орысша
    } аудармасы</b>
translate-by = Аударған модератор: { $by }. Уақыты: { $at }
translate-saved = <b>№ { $number } ұсыныстың аудармасы сақталды</b>
translate-saved-public =
    { $language ->
        [kk] Енді оны ботты қазақ тілінде
       *[ru] Енді оны ботты орыс тілінде
    } пайдаланатын тұрғындар оқиды.
translate-saved-waiting =
    Ұсыныс жарияланғанда, оны ботты { $language ->
        [kk] қазақ тілінде
       *[ru] орыс тілінде
    } пайдаланатын тұрғындар да оқи алады.
translate-clash = <b>Сіз жазып жатқанда бұл ұсынысты басқа модератор аударды: { $by }</b>
translate-clash-choose = Қазір осы аударма сақтаулы. Сіздің мәтініңіз де жоғалған жоқ. Қайсысын қалдырасыз?
translate-button-mine = Менің аудармамды сақтау
translate-button-theirs = Осы аударманы қалдыру
translate-delete-ask =
    <b>№ { $number } ұсыныстың аудармасын жоясыз ба?</b>
    Жойылған аударманы қалпына келтіру мүмкін емес, ұсыныс тек түпнұсқа тілінде көрсетіледі.
translate-deleted = <b>№ { $number } ұсыныстың аудармасы жойылды</b>
translate-told-changed =
    <b>№ { $number } ұсыныстың аудармасы ауыстырылды</b>
    { $title }

    Сіз жазған аударманың орнына басқа модератордың аудармасы сақталды: { $by }
translate-told-deleted =
    <b>№ { $number } ұсыныстың аудармасы жойылды</b>
    { $title }

    Сіз жазған аударманы басқа модератор жойды: { $by }

translated-from =
    <i>Аударма.</i> { $language ->
        [kk] Түпнұсқа тілі: қазақша
       *[ru] Түпнұсқа тілі: орысша
    }
translated-button-original = Түпнұсқасын оқу
translated-button-translation = Аудармасын оқу
