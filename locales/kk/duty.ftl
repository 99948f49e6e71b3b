### Кезекші модератор: аптаның әр күніне бір адам және оның орынбасары

duty-title = <b>Кезекші модератор</b> · { $region }
duty-choose-region =
    <b>Кезекші модератор</b>
    Өңірді таңдаңыз.
duty-about = Кезекші сол күні ұсыныстарды бірінші болып қарайды. Басқа модераторлар да шешім қабылдай алады. Өзгерту үшін аптаның күнін таңдаңыз.
duty-today = Бүгінгі кезекші: <b>{ $name }</b>
duty-today-deputy = Бүгінгі кезекші: <b>{ $name }</b>, орынбасары: { $deputy }
duty-today-nobody = Бүгінге кезекші тағайындалмаған.
duty-line = { $weekday }: { $name }
duty-line-deputy = { $weekday }: { $name }, орынбасары: { $deputy }
duty-line-nobody = { $weekday }: –
duty-ask-person =
    <b>Аптаның күні: { $weekday }</b>
    Осы күні кім кезекші болады?
duty-ask-deputy =
    <b>Аптаның күні: { $weekday }</b>
    Кезекші: { $name }
    Оны кім алмастырады?
duty-set-by = Соңғы рет өзгерткен модератор: { $name }, { $at }
duty-button-duty = Кезекші
duty-button-nobody = Ешкім
duty-button-no-deputy = Орынбасарсыз
duty-saved = Кезекшілік сақталды
