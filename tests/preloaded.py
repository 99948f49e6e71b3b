"""What the fork server does once for all bots it forks: reading every sentence took half of each one's start."""

from locales import LANGUAGES, translator

for language in LANGUAGES:
    translator(language)
