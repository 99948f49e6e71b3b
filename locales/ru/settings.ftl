### Настройки: язык, регион, согласие

settings-title = <b>Настройки</b>
settings-language-now = Язык: { $language }
settings-region-now = Регион: { $region }
settings-region-none = Регион не выбран
settings-consent-given = Согласие на обработку персональных данных дано.
settings-consent-none = Согласие на обработку персональных данных не дано: сейчас можно только читать.
settings-phone-given = Номер телефона подтверждён.
settings-phone-none = Номер телефона не подтверждён: он нужен один раз, чтобы голосовать и подавать предложения.
settings-keeps = При смене языка или региона ваши предложения и голоса остаются на месте.
settings-language = Язык
settings-region = Регион
settings-consent = Дать согласие
settings-consent-text = Текст согласия
settings-privacy = Мои данные
settings-phone = Подтвердить номер
settings-choose-language =
    <b>Выберите язык</b>
    Меню и сообщения перейдут на этот язык.
settings-choose-region =
    <b>Выберите свой регион</b>
    Ваши новые предложения будут рассматривать модераторы этого региона.
settings-saved = Сохранено
settings-language-saved = Теперь бот говорит с вами по-русски.
