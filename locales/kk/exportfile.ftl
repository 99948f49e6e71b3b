### Экспорт файлының ішіндегі сөздер: бағандардың, парақтардың атауы

export-heading-number = №
export-heading-place = Қай өңірге қатысты
export-heading-region = Қаралатын өңір
export-heading-topic = Сала
export-heading-state = Мәртебесі
export-heading-language = Түпнұсқа тілі
export-heading-title-kk = Атауы (қазақша)
export-heading-title-ru = Атауы (орысша)
export-heading-text-kk = Мәтіні (қазақша)
export-heading-text-ru = Мәтіні (орысша)
export-heading-support = Қолдағандар
export-heading-objections = Қарсы болғандар
export-heading-net = Дауыс айырмасы
export-heading-submitted = Жіберілген уақыты
export-heading-published = Жарияланған уақыты
export-heading-attachments = Қоса берілген файл саны
export-heading-fingerprint = Мәтіннің бақылау коды
export-heading-rounds = Неше рет жіберілді
export-heading-round = Нешінші рет қаралды
export-heading-last-decision = Соңғы шешім
export-heading-decision = Шешім
export-heading-reason = Қабылдамау себебі
export-heading-remark = Модератордың ескертуі
export-heading-decided = Шешім қабылданған уақыт
export-heading-count-submitted = Жіберілген ұсыныс
export-heading-count-published = Жарияланған ұсыныс
export-heading-count-rejected = Қабылданбаған ұсыныс
export-heading-internal-note = Ішкі көшірме. Тек ұйымдастырушыларға арналған: жарияланбаған ұсыныстар мен модераторлардың ескертулері бар. Таратуға болмайды.

export-sheet-proposals = Ұсыныстар
export-sheet-by-region = Өңірлер бойынша
export-sheet-by-topic = Салалар бойынша
export-sheet-decisions = Шешімдер
