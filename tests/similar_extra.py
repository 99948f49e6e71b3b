"""The model of usynys[similar], for tests that need it."""

from __future__ import annotations

import os
from functools import cache, partial

import pytest

from forum import embedding
from forum.embedding import Embed, Model

MISSING = "usynys[similar] is not installed (make similar)"


def the_model() -> Model:
    """The one that is installed, asked once for each text. Where everything is checked no test may be skipped."""
    found = embedding.installed()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"no test may be skipped here: {MISSING}")
        pytest.skip(f"!!! NOT TESTED IN THE OTHER LANGUAGE: {MISSING}")
    return Model(found.name, partial(_remembering, found))


@cache
def _remembering(model: Model) -> Embed:
    return cache(model.load())
