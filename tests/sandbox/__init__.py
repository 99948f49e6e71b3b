"""The sandbox itself: it must be as strict as Telegram, or every other test means nothing."""
