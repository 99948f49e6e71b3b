"""Telegram's limits, in the units Telegram counts them in."""

TEXT_UNITS = 4096
"""UTF-16 units of a message text after its markup is parsed."""

CAPTION_UNITS = 1024
"""UTF-16 units of a caption after its markup is parsed."""

RICH_UNITS = 32_768
RICH_BLOCKS = 500
"""Blocks of a rich message; rows of tables and what is inside of other blocks count too."""

RICH_DEPTH = 16
RICH_COLUMNS = 20

CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER_CHARACTERS = 200
COPY_TEXT_CHARACTERS = 256
PLACEHOLDER_CHARACTERS = 64
BUTTONS = 100
BUTTONS_A_ROW = 8
MARKUP_BYTES = 10 * 1024
REPLY_BUTTONS = 300
REPLY_BUTTONS_A_ROW = 12
BUTTON_STYLES = frozenset({"danger", "success", "primary"})

COMMANDS = 100
COMMAND_CHARACTERS = 32
COMMAND_DESCRIPTION_CHARACTERS = 256
NAME_CHARACTERS = 64
DESCRIPTION_CHARACTERS = 512
SHORT_DESCRIPTION_CHARACTERS = 120

UPLOAD_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
PHOTO_SIDES_SUM = 10_000
PHOTO_SIDES_RATIO = 20

ALBUM_SMALLEST = 2
ALBUM_LARGEST = 10

LIVE_SECONDS = range(60, 86_401)
LIVE_FOR_EVER = 0x7FFFFFFF
"""The period of a live location that lasts until it is stopped."""

INLINE_QUERY_CHARACTERS = 256
INLINE_RESULTS = 50
INLINE_RESULT_ID_BYTES = 64
INLINE_OFFSET_BYTES = 64
INLINE_CACHE_SECONDS = 300
INLINE_QUERY_LIFETIME_SECONDS = 30.0
"""How long an inline query waits for its answer."""

UPDATES_A_POLL = 100
POLL_SECONDS = 50

CHAT_ACTION_SECONDS = 5.0
"""How long a client shows "typing" after one sendChatAction."""

CALLBACK_LIFETIME_SECONDS = 60.0
"""How long a callback query waits for its answer."""

MESSAGES_KEPT = 500
"""Messages of one chat that the sandbox remembers."""

START_PAYLOAD_CHARACTERS = 64
