### Бүкіл ботқа ортақ сөздер

button-back = Артқа
button-cancel = Бас тарту
button-next = Келесі
button-previous = Алдыңғы
button-continue = Жалғастыру
button-yes = Иә
button-no = Жоқ
button-send = Жіберу
button-open = Ашу
button-close = Жабу
button-edit = Өзгерту
button-save = Сақтау
button-skip = Өткізіп жіберу
button-menu = Басты мәзір
button-share = Бөлісу
button-support = Қолдаймын
button-object = Қарсымын
button-settings = Баптаулар
button-help = Көмек
button-confirm = Растау
button-refresh = Жаңарту
button-details = Толығырақ
button-more = Тағы

language-kk = Қазақша
language-ru = Русский

scope-region = Менің өңірім
scope-national = Бүкіл Қазақстан

page-of = { $page }-бет, барлығы { $total }
