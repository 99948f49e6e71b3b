"""Here a missing message is an error."""

from collections.abc import Iterator

import pytest

from locales import set_strict


@pytest.fixture(autouse=True)
def strict_translators() -> Iterator[None]:
    set_strict(True)
    yield
    set_strict(False)
