### Предложения в других чатах: «@бот слова»

inline-title = № { $number } { $title }
inline-about = { $place } · { $topic } · поддержали: { $support }
inline-message-title = <b>№ { $number } · { $title }</b>
inline-message-forum = Предложение для Гражданского форума. Полный текст можно прочитать в боте.
inline-vote = Прочитать и проголосовать
inline-open = Открыть предложение
inline-nothing = Ничего не найдено. Открыть бота
