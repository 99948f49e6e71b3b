### Дайджест: өңірдегі жағдай және жіберілу кестесі

digest-title = <b>{ $region } · { $day }</b>
digest-waiting = Күтіп тұр: { $waiting }. Жаңа: { $fresh }. Мерзімі таяу: { $near }. Мерзімі өткен: { $late }
digest-waiting-none = Қаралатын ұсыныс жоқ.
digest-oldest = Ең көп күткендері:
digest-oldest-line = <b>№ { $number }</b> { $title }, { $day }-күн
digest-changes = <b>Өзгерістер</b>, кезең басы: { $since }
digest-published = Жарияланды: { $published }. Қолдау: { $support }
digest-top = Ең көп қолдау жинағаны:
digest-top-line = <b>№ { $number }</b> { $title } ({ $gained })
digest-quiet = Бұл кезеңде жаңа ұсыныс жарияланған жоқ, қолдау саны да өзгерген жоқ.
digest-button-queue = Кезекті ашу
digest-button-settings = Баптау
digest-button-show = Дайджест

digest-choose =
    <b>Дайджест</b>
    Өңірді таңдаңыз.
digest-settings =
    <b>Дайджест баптаулары</b>
    { $region }
digest-plan-workdays = Жіберілетін уақыты: жұмыс күндері, сағат { $time }
digest-plan-daily = Жіберілетін уақыты: күн сайын, сағат { $time }
digest-plan-weekly = Жіберілетін уақыты: апта сайын, { $weekday }, сағат { $time }
digest-plan-off = Дайджест жіберілмейді. Оны кез келген уақытта осы жерден қосуға болады.
digest-next = Келесісі: { $due }
digest-about = Сағат Астана уақытымен көрсетілген. Айтатын жаңалық болмаса, дайджест жіберілмейді.
digest-saved = Сақталды
digest-chosen = ✓ { $label }

digest-cadence-workdays = Жұмыс күндері
digest-cadence-daily = Күн сайын
digest-cadence-weekly = Апта сайын
digest-cadence-off = Жіберілмесін

digest-weekday-1 = дүйсенбі
digest-weekday-2 = сейсенбі
digest-weekday-3 = сәрсенбі
digest-weekday-4 = бейсенбі
digest-weekday-5 = жұма
digest-weekday-6 = сенбі
digest-weekday-7 = жексенбі
digest-weekday-short-1 = Дс
digest-weekday-short-2 = Сс
digest-weekday-short-3 = Ср
digest-weekday-short-4 = Бс
digest-weekday-short-5 = Жм
digest-weekday-short-6 = Сб
digest-weekday-short-7 = Жс
