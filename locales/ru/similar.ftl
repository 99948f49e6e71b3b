### Похожие предложения на экране проверки

similar-title = <b>Есть похожие предложения.</b> Если речь о том же, полезнее поддержать готовое.
similar-item = № { $number } «{ $title }» · поддержали: { $support }
similar-decided = № { $number } «{ $title }» · { $state }
similar-rejected = № { $number } «{ $title }» · отклонено, причина: { $reason }
similar-support = Поддержать № { $number }
similar-open = Открыть № { $number }
similar-differs = Моё предложение о другом
similar-hidden = Похожие предложения больше не показываются.
similar-back = ‹ К моему предложению
