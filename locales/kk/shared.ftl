### Бүкіл ботқа ортақ сөздер

button-back = Артқа
button-cancel = Бас тарту
button-next = Келесі
button-previous = Алдыңғы
button-continue = Жалғастыру
button-send = Жіберу
button-open = Ашу
button-skip = Өткізіп жіберу
button-share = Бөлісу
button-support = Қолдаймын
button-object = Қарсымын
button-refresh = Жаңарту
button-details = Толығырақ

language-kk = Қазақша
language-ru = Русский
