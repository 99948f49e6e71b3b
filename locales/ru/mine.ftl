### Мои предложения и голоса

mine-title = <b>Мои предложения</b>
mine-empty = Вы ещё не подавали предложений. Чтобы начать, нажмите «Подать предложение».
mine-item = <b>№ { $number }</b> { $title }
mine-item-draft = <b>Черновик</b> { $title }
mine-item-untitled = <b>Черновик</b> (ещё без названия)
mine-item-state = { $state } · { $date }
mine-item-clock = { $state } · рабочий день { $day } из { $limit }
mine-item-late = { $state } · задерживается: рабочий день { $day }, срок – { $limit }
mine-item-changed = изменён: { $date }
mine-item-votes = { $state } · поддержали: { $support }, против: { $objection }
mine-votes-title = <b>Мои голоса</b>
mine-votes-empty = Вы ещё не голосовали. Выберите в списке важное для вас предложение и проголосуйте.
mine-vote-support = <b>№ { $number }</b> { $title } – поддерживаете
mine-vote-objection = <b>№ { $number }</b> { $title } – против
mine-proposals = Мои предложения
mine-votes = Мои голоса
mine-follows = Слежу
mine-follows-title = <b>За чем я слежу</b>
mine-follows-empty = Вы пока ни за чем не следите. Откройте предложение и нажмите «Следить»: об его итогах сообщим в этом чате.
mine-draft = Черновик
mine-back = ‹ Мои

mine-sent = Отправлено: { $date }
mine-pending = Его рассматривает модератор региона, о решении сообщим в этом чате.
mine-clock = На рассмотрении у модератора: рабочий день { $day } из { $limit }.
mine-clock-late =
    Ответ задерживается: день { $day }, отведено { $limit ->
        [one] { $limit } рабочий день
        [few] { $limit } рабочих дня
        [many] { $limit } рабочих дней
       *[other] { $limit } рабочего дня
    }. Это видят и организаторы.
mine-returned = Учтите замечание, измените предложение и отправьте снова.
mine-reason = Причина: { $reason }
mine-remark = Замечание модератора: { $remark }
mine-print = Контрольный код текста: <code>{ $print }</code>
mine-edit = Изменить и отправить снова
mine-continue = Продолжить черновик
mine-history = История
mine-withdraw = Отозвать

mine-history-title = <b>История предложения № { $number }</b>
mine-history-draft = <b>История черновика</b>
mine-history-empty = История пока пуста.
mine-history-earlier = Более ранних изменений: { $count }
mine-history-entry =
    { $at }. <b>{ $state }</b> ({ $role ->
        [author] автор
        [moderator] модератор
        [organizer] организатор
       *[system] система
    })
mine-back-to-proposal = ‹ К предложению

mine-withdraw-sure =
    <b>Отозвать предложение № { $number }?</b>
    { $title }

    { $state ->
        [published] Оно исчезнет из списка, голосовать за него больше не будут. Опубликовать его снова нельзя.
       *[other] Модератор больше не будет его рассматривать. Отменить это действие нельзя.
    }
mine-withdraw-yes = Да, отозвать
mine-withdraw-no = Нет, оставить
mine-withdrawn = Предложение № { $number } отозвано
