"""Buttons of privacy: the policy, one's own data, being forgotten, a phone number of one's own."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code


class OpenPrivacy(ButtonData, prefix="prv"):
    """``page``: main, or one of views.privacy.PAGES."""

    page: Code = "main"


class SendMyData(ButtonData, prefix="myd"):
    """Everything held about oneself, as a file."""


class ForgetMe(ButtonData, prefix="fgt"):
    """Empty: says what goes and what stays. ``shown``: forum.privacy.mark_of what was said, and the person agreed.

    ``language`` is the person's: nobody knows it any more when the same press comes again.
    """

    shown: Code = ""
    language: Code = ""


class SharePhone(ButtonData, prefix="phn"):
    """Ask for the phone number, from the settings."""
