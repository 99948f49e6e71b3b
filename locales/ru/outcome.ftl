### Итог по предложению: на карточке, в сообщении, при оценке ответа

outcome-sent = Кому направлено: { $name }
outcome-sent-on = Направлено: { $date }
outcome-due = Срок ответа: { $date }
outcome-due-clock = Срок ответа: { $date } (рабочий день { $day } из { $limit })
outcome-due-over-now = Ответ задерживается. Последний день срока: { $date }
outcome-due-over =
    { $late ->
        [one] Ответ задерживается. Последний день срока: { $date }, с тех пор прошёл { $late } рабочий день.
        [few] Ответ задерживается. Последний день срока: { $date }, с тех пор прошло { $late } рабочих дня.
        [many] Ответ задерживается. Последний день срока: { $date }, с тех пор прошло { $late } рабочих дней.
       *[other] Ответ задерживается. Последний день срока: { $date }, с тех пор прошло { $late } рабочего дня.
    }
outcome-until = Срок исполнения: { $date }
outcome-until-clock = Срок исполнения: { $date } (рабочий день { $day } из { $limit })
outcome-until-over-now = Исполнение задерживается. Последний день срока: { $date }
outcome-until-over =
    { $late ->
        [one] Исполнение задерживается. Последний день срока: { $date }, с тех пор прошёл { $late } рабочий день.
        [few] Исполнение задерживается. Последний день срока: { $date }, с тех пор прошло { $late } рабочих дня.
        [many] Исполнение задерживается. Последний день срока: { $date }, с тех пор прошло { $late } рабочих дней.
       *[other] Исполнение задерживается. Последний день срока: { $date }, с тех пор прошло { $late } рабочего дня.
    }
outcome-answer = <b>Ответ</b>, { $date }
outcome-news = <b>Что было дальше</b>, { $date }
outcome-shares = Оценили ответ: { $rated }. По существу: { $answered } % ({ $answered_count }), частично: { $partly } % ({ $partly_count }), отписка: { $formal } % ({ $formal_count })
outcome-unrated = Ответ пока никто не оценил.
outcome-ask-rating = Это ответ по существу? Оценку можно будет изменить.
outcome-button-answered = По существу
outcome-button-partly = Частично
outcome-button-formal = Отписка
outcome-button-whole = Прочитать ответ целиком
outcome-button-news = Прочитать, что было дальше
outcome-button-files = Файлы к ответу: { $count }
outcome-rated = Ваша оценка учтена.
outcome-files-of = Файлы к ответу на предложение № { $number }
outcome-files-none = К этому ответу файлов нет.

outcome-told-answer-own =
    <b>На ваше предложение № { $number } пришёл ответ</b>
    { $title }
outcome-told-answer =
    <b>Пришёл ответ на предложение № { $number }, которое вы поддержали или за которым следите</b>
    { $title }
outcome-told-from = { $name }:
outcome-told-state = Статус: { $state }

outcome-whole =
    <b>Ответ на предложение № { $number }</b>
    { $title }
outcome-whole-news =
    <b>Что стало с предложением № { $number }</b>
    { $title }

error-rating-not-yours = Ответ оценивают автор предложения и те, кто его поддержал.
error-rating-closed = Этот ответ организаторы отозвали. Откройте предложение ещё раз.
