### Модератор ұсыныстың саласын, өңірін немесе тілін түзетеді

correct-button = Түзету
correct-title =
    <b>№ { $number } ұсыныста нені түзету керек?</b>
    { $title }
correct-topic = Саласы: { $value }
correct-place = Өңірі: { $value }
correct-language =
    { $value ->
        [kk] Тілі: қазақша
       *[ru] Тілі: орысша
    }
correct-button-topic = Саласы
correct-button-place = Өңірі
correct-to-kk = Тілі: қазақша
correct-to-ru = Тілі: орысша
correct-choose-topic = <b>№ { $number } ұсыныс қай салаға жатады?</b>
correct-choose-place = <b>№ { $number } ұсыныс қай өңір туралы?</b> Оны таңдалған өңірдің модераторлары қарайды.
correct-done = Түзетілді.
correct-same = Бұл бұрыннан көрсетілген: ештеңе өзгерген жоқ.
correct-moved = <b>№ { $number } ұсыныс басқа өңірдің модераторларына берілді</b>
correct-author = Бұл туралы авторға хабарланады.
correct-back = ‹ Түзетулер
correct-notice =
    <b>Модератор ұсынысыңыздың деректерін нақтылады</b>
    № { $number } · { $title }
correct-notice-text = Мәтіні өзгерген жоқ.
