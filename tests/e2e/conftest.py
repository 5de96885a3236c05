from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pulse_room import PulseRoom, missing_tools


@pytest.fixture
def room() -> Iterator[PulseRoom]:
    """A quiet room with a speaker, a person and a microphone that hears only the person."""
    reason = missing_tools()
    if reason:
        pytest.skip(reason)
    with PulseRoom() as made:
        yield made
