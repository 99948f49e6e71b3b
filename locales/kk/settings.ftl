### Баптаулар: тіл, өңір, келісім

settings-title = <b>Баптаулар</b>
settings-language-now = Тіл: { $language }
settings-region-now = Өңір: { $region }
settings-region-none = Өңір таңдалмаған
settings-consent-given = Дербес деректерді өңдеуге келісім берілген.
settings-consent-none = Дербес деректерді өңдеуге келісім берілмеген: қазір тек оқи аласыз.
settings-phone-given = Телефон нөмірі расталған.
settings-phone-none = Телефон нөмірі расталмаған: дауыс беру және ұсыныс жіберу үшін ол бір рет керек.
settings-keeps = Тілді немесе өңірді өзгерткенде, ұсыныстарыңыз бен дауыстарыңыз сол күйінде қалады.
settings-language = Тіл
settings-region = Өңір
settings-consent = Келісім беру
settings-consent-text = Келісім мәтіні
settings-privacy = Деректерім
settings-phone = Нөмірді растау
settings-choose-language =
    <b>Тілді таңдаңыз</b>
    Мәзір де, хабарламалар да осы тілге ауысады.
settings-choose-region =
    <b>Өңіріңізді таңдаңыз</b>
    Жаңа ұсыныстарыңызды осы өңірдің модераторлары қарайды.
settings-saved = Сақталды
settings-language-saved = Енді бот сізбен қазақша сөйлеседі.
