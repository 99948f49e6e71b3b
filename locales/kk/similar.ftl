### Алдын ала қараудағы ұқсас ұсыныстар

similar-title = <b>Ұқсас ұсыныстар бар.</b> Ойыңыз бірдей болса, дайын ұсынысты қолдаған тиімдірек.
similar-item = № { $number } «{ $title }» · қолдағандар: { $support }
similar-decided = № { $number } «{ $title }» · { $state }
similar-rejected = № { $number } «{ $title }» · қабылданбады, себебі: { $reason }
similar-support = № { $number } ұсынысты қолдау
similar-open = № { $number } ұсынысты ашу
similar-differs = Менің ұсынысым басқа
similar-hidden = Ұқсас ұсыныстар енді көрсетілмейді.
similar-back = ‹ Менің ұсынысыма
