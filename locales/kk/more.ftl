### Ұсыныс бойынша қосымша әрекеттер, бақылау

button-more = Тағы
more-choose = Керегін таңдаңыз.
more-next = Келесі ұсыныс ›
more-follow = Бақылау
more-stop-following = Бақыламау
more-followed = Бақылауға алынды. Ұсыныстың нәтижесі осы чатта хабарланады.
more-not-followed = Енді бұл ұсынысты бақыламайсыз.
history-sent = Қарауға жіберілді
history-sent-again = Пысықталып, қайта жіберілді
