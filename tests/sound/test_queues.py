"""Queues keep order and lose nothing, however they are cut."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voiceground.sound.queues import ByteQueue, SampleQueue


@given(st.lists(st.binary(max_size=50)), st.lists(st.integers(0, 60), max_size=30))
def test_bytes_come_out_in_order_and_then_zeros(pushed: list[bytes], cuts: list[int]) -> None:
    queue, came, real = ByteQueue(), b"", 0
    for chunk in pushed:
        queue.push(chunk)
    for cut in cuts:
        buffer = bytearray(b"x" * cut)
        filled = queue.fill(buffer)
        came += bytes(buffer[:filled])
        real += filled
        assert bytes(buffer[filled:]) == bytes(cut - filled)
    whole = b"".join(pushed)
    assert came == whole[:real]
    assert real == min(len(whole), sum(cuts))


@given(st.lists(st.integers(0, 50)), st.lists(st.integers(0, 60), max_size=30))
def test_samples_come_out_in_order_until_there_are_none(pushed: list[int], cuts: list[int]) -> None:
    queue = SampleQueue()
    whole = np.arange(sum(pushed), dtype=np.int16)
    for part in np.split(whole, np.cumsum(pushed)):
        queue.push(part)
    came = [queue.pop(cut) for cut in cuts]
    taken = np.concatenate([np.zeros(0, np.int16), *came])
    assert np.array_equal(taken, whole[: sum(cuts)])
    assert len(queue) == len(whole) - len(taken)
