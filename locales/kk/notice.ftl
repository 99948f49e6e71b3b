### Авторға хабарландыру: модератордың шешімі

notice-published =
    <b>Ұсынысыңыз жарияланды</b>
    № { $number } · { $title }

    Енді оны барлық тұрғын оқи алады. Достарыңызбен бөлісіңіз: қолдау көп болса, ұсыныс форумға жақындай түседі.
notice-returned =
    <b>Ұсынысыңыз пысықтауға қайтарылды</b>
    № { $number } · { $title }
notice-returned-next = Пысықтап, қайта жіберіңіз. Нөмірі өзгермейді.
notice-rejected =
    <b>Ұсынысыңыз қабылданбады</b>
    № { $number } · { $title }

    Себебі: { $reason }
notice-remark = Модератордың ескертуі:
notice-comment = Модератордың түсініктемесі:
notice-button-edit = Пысықтау
notice-button-new = Жаңа ұсыныс
notice-share-text = Азаматтық форумға жіберілген № { $number } ұсыныс: { $title }
