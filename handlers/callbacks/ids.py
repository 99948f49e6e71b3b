"""Numbers in buttons."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

BIGGEST = 2**63 - 1
# What a column of ids can hold: a forged number beyond it is no button of ours.
Id = Annotated[int, Field(ge=0, le=BIGGEST)]
