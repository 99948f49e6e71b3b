### Сведения об авторе, предупреждение, ограничение, запрет

sanction-reason-insult = Оскорбления или брань
sanction-reason-personal-data = Чужие персональные данные
sanction-reason-advertising = Реклама
sanction-reason-flood = Один и тот же текст много раз
sanction-reason-false-reports = Необоснованные жалобы

author-title = <b>Автор предложения № { $number }</b>
author-record =
    Подано предложений: { $sent }
    Опубликовано: { $published }
    Отклонено: { $rejected }
author-earlier = <b>Прежние меры:</b>
author-nothing-earlier = Раньше меры не применялись.
author-line-warn = { $on }: предупреждение. { $reason }. Модератор: { $by }.
author-line-mute = { $on }: ограничение. { $reason }. Модератор: { $by }.
author-line-ban = { $on }: запрет. { $reason }. Модератор: { $by }.
author-line-until = Действует до { $until }.
author-line-lifted = Снято: { $on }, { $by }.
author-own = Это ваше собственное предложение. К себе меры не применяются.
author-choose = Имя автора не показывается. Какую меру применить?
author-button-warn = Предупредить
author-button-mute =
    Ограничить: { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }
author-button-ban = Запретить
author-button-lift-mute = Снять ограничение
author-button-lift-ban = Снять запрет
author-what-warn = <b>Предупредить автора предложения № { $number }</b>
author-what-mute =
    <b>Ограничить автора предложения № { $number } на { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }</b>
author-what-ban = <b>Запрет для автора предложения № { $number }</b>
author-ask-reason = Выберите причину. Автор её увидит.
author-ask-sentence =
    Если хотите, напишите автору одно-два предложения: не больше { $maximum ->
        [one] { $maximum } знака
        [few] { $maximum } знаков
        [many] { $maximum } знаков
       *[other] { $maximum } знака
    }. Чтобы применить меру без этого, нажмите «{ $skip }».
author-ban-sure = После запрета автор не сможет подавать предложения, писать и голосовать. Модератор региона или организатор сможет снять запрет.
author-button-ban-sure = Да, запретить

sanction-reason = Причина: { $reason }
sanction-done-warn = <b>Автору вынесено предупреждение</b>
sanction-done-mute =
    <b>Автору временно ограничена возможность писать</b>
    Действует до { $until }
sanction-done-ban = <b>Автору закрыта возможность писать и голосовать</b>
sanction-done-told = Автор получит сообщение на своём языке. Действующие ограничения: /sanctions
sanction-lifted = Снято. Автор получит сообщение.

sanctions-title = <b>Действующие ограничения</b>
sanctions-none = Сейчас в вашем регионе ограничений нет.
sanctions-line-mute =
    <b>{ $place }. Ограничение.</b> { $region }, предложение № { $number }
    { $reason }. { $on }, модератор: { $by }
    Действует до { $until }
sanctions-line-ban =
    <b>{ $place }. Запрет.</b> { $region }, предложение № { $number }
    { $reason }. { $on }, модератор: { $by }
sanctions-button-lift = { $place }: снять

sanction-notice-warn = <b>Вам вынесено предупреждение из-за предложения № { $number }</b>
sanction-notice-mute =
    <b>Вам временно ограничена возможность писать из-за предложения № { $number }</b>
    Ограничение действует до { $until }
sanction-notice-ban = <b>Вам закрыта возможность писать и голосовать из-за предложения № { $number }</b>
sanction-notice-warn-still = Ничего не ограничено: можно подавать предложения и голосовать. При повторении возможно временное ограничение.
sanction-notice-mute-still = До этого времени нельзя подавать предложения, изменять их и жаловаться. Можно читать, голосовать и обжаловать отклонение своего предложения. Ограничение закончится само.
sanction-notice-ban-still = Нельзя подавать предложения, писать и голосовать. Можно читать, получить свои данные (/mydata), удалить их (/forget) и обжаловать отклонение своего предложения.
sanction-notice-object = Если вы не согласны, напишите организации, которая проводит форум: { $operator }. Снять меру может любой модератор региона или организатор.
sanction-notice-lifted-warn =
    <b>Предупреждение снято</b>
    Предупреждение из-за предложения № { $number } больше не учитывается.
sanction-notice-lifted-mute =
    <b>Ограничение снято</b>
    Ограничение из-за предложения № { $number } больше не действует. Если других ограничений нет, можно подавать предложения.
sanction-notice-lifted-ban =
    <b>Запрет снят</b>
    Запрет из-за предложения № { $number } больше не действует. Если других ограничений нет, можно подавать предложения и голосовать.
