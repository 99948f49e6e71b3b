"""The canned reasons every forum begins with, as the tests name them."""

from typing import Final

# Code: its name in Kazakh and in Russian.
REASONS: Final = {
    "not-for-forum": ("Форумға арналмаған", "Не для форума"),
    "out-of-scope": ("Құзыреттен тыс", "Вне компетенции"),
    "duplicate": ("Қайталанатын ұсыныс", "Дублирующее предложение"),
    "unclear": ("Мәні түсініксіз", "Суть неясна"),
    "personal-data": ("Дербес деректер", "Персональные данные"),
    "advertising": ("Жарнама", "Реклама"),
    "abuse": ("Қорлау немесе балағаттау", "Оскорбления или брань"),
    "illegal": ("Заңға қайшы", "Противоречит закону"),
}
ABOUT_DUPLICATE: Final = (
    "Осындай ұсыныс бұрын жарияланған. Оны тізімнен тауып, қолдай аласыз.",
    "Такое предложение уже опубликовано. Его можно найти в списке и поддержать.",
)
NAMES_KK: Final = {code: kk for code, (kk, _) in REASONS.items()}
NAMES_RU: Final = {code: ru for code, (_, ru) in REASONS.items()}


def reason_name(code: str, language: str) -> str:
    """The name of a reason."""
    return (NAMES_KK if language == "kk" else NAMES_RU)[code]
