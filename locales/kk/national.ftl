### Ұйымдастырушының дайджесі: бүкіл ел, өңір-өңірімен

national-regions =
    <b>Өңірлер</b>
    күтіп тұрғаны · мерзімі өткені · жарияланғаны · шешімге дейінгі әдеттегі уақыт
national-line = { $region }: { $waiting } · { $late } · { $published } · { $took }
national-line-late = { $region }: { $waiting } · <b>{ $late }</b> · { $published } · { $took }
national-nothing = –
national-unmoderated = <b>Модераторы жоқ өңір:</b> { $regions }
national-published = Жарияланды: { $published }
national-appeals = Шешімге жаңа шағым: { $filed }. Қаралуын күтіп тұрғаны: { $waiting }
national-answered = Жаңа жауап: { $count }
national-button-due = Жауаптардың мерзімі
national-quiet = Бұл кезеңде шешім қабылданған жоқ.
national-button-decide = Сізді күтіп тұр: { $count }
national-button-regions = Өңірдің дайджесі
national-button-national = Бүкіл елдің дайджесі
national-choose =
    <b>Өңірдің дайджесі</b>
    Қай өңірді көресіз?
national-look = Бұл – өңірдің дайджесі. Ұсыныстар бойынша шешімді өңірдің модераторлары қабылдайды.
