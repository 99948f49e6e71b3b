### Что ещё можно сделать с предложением, слежение

button-more = Ещё
more-choose = Выберите нужное.
more-next = Следующее ›
more-follow = Следить
more-stop-following = Не следить
more-followed = Теперь вы следите за предложением. Об итогах сообщим в этом чате.
more-not-followed = Вы больше не следите за этим предложением.
history-sent = Отправлено на рассмотрение
history-sent-again = Доработано и отправлено снова
