"""What the Bot API says when it refuses a call, word for word."""

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WRONG_FILE_ID = "wrong file identifier/HTTP URL specified"


class Refusal(Exception):
    """The Bot API answers a call with an error.

    `code` is the HTTP status and `error_code`; `description` is the sentence; `parameters` are Telegram's
    ResponseParameters: retry_after in seconds, or migrate_to_chat_id.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(why: str, migrate_to: int | None = None) -> Refusal:
    """A 400 with Telegram's prefix, and the group's new id where it has one."""
    parameters = {} if migrate_to is None else {"migrate_to_chat_id": migrate_to}
    return Refusal(400, f"Bad Request: {why}", **parameters)


def forbidden(why: str) -> Refusal:
    """A 403 with Telegram's prefix."""
    return Refusal(403, f"Forbidden: {why}")


def too_many_requests(retry_after: int) -> Refusal:
    """A 429 that asks to wait `retry_after` seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


class ActionRefused(Exception):
    """A person tried what their Telegram client would not let them do."""
