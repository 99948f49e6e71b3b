"""Names for the shapes of JSON that travel between the bot, the sandbox and the page."""

from typing import Any

Json = dict[str, Any]
"""One JSON object, as Telegram sends it."""
