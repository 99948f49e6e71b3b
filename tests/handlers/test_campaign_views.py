"""Screens about the campaign's settings say what a change leaves as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from forum.campaign_changes import Preview
from handlers.views.campaign_settings import confirm_screen
from locales import translator
from storage.records import Campaign

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_before_the_vote_is_prolonged_it_is_said_how_many_the_shortlist_keeps(language: str) -> None:
    t = translator(language)
    campaign = Campaign(1, "Форум", "Форум", "open", NOW, NOW, NOW, NOW)
    for count in (7, 0):
        wanted = Preview(date(2027, 1, 1), date(2027, 2, 1), count)
        said = confirm_screen(campaign, "voting_until", wanted, "abcdefgh", t).text
        assert (t.html("setting-shortlisted", count=7) in said) == bool(count)
        assert said.endswith(t.html("setting-confirm-ask"))
