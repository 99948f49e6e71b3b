### Басқа чатта ұсыныс көрсету: «@бот сөз»

inline-title = № { $number } { $title }
inline-about = { $place } · { $topic } · қолдағандар: { $support }
inline-message-title = <b>№ { $number } · { $title }</b>
inline-message-forum = Азаматтық форумға жіберілген ұсыныс. Толық мәтінін ботта оқи аласыз.
inline-vote = Оқу және дауыс беру
inline-open = Ұсынысты ашу
inline-nothing = Ештеңе табылмады. Ботты ашу
