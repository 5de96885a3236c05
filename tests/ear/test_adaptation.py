"""The map that brings short replies to where the acoustic model expects them."""

from __future__ import annotations

import numpy as np

from tools.train_ear.adapt_senones import Statistics
from voiceground.ear.adaptation import NONE, SIZE, STREAMS, Adaptation, replies


def test_the_shipped_map_is_small_and_gentle() -> None:
    maps = replies().maps

    assert maps.shape == (STREAMS, SIZE, SIZE + 1)
    assert np.isfinite(maps).all()
    assert all(0.5 < np.linalg.det(maps[stream, :, :SIZE]) < 2.0 for stream in range(STREAMS))


def test_no_adaptation_leaves_features_as_they_are() -> None:
    features = np.random.default_rng(1).normal(size=(20, SIZE)).astype(np.float32)

    np.testing.assert_array_equal(NONE.apply(1, features), features)


def test_each_stream_has_its_own_map() -> None:
    maps = np.stack([(stream + 1.0) * np.eye(SIZE, SIZE + 1, dtype=np.float32) for stream in range(STREAMS)])
    maps[:, :, SIZE] = 5.0

    np.testing.assert_array_equal(Adaptation(maps).apply(2, np.ones((4, SIZE), dtype=np.float32)), 8.0)


def test_a_known_displacement_is_found_again() -> None:
    rng = np.random.default_rng(2)
    means = rng.normal(0.0, 4.0, (4000, SIZE))
    variances = rng.uniform(0.5, 2.0, SIZE)
    where_expected = means + rng.normal(0.0, np.sqrt(variances), means.shape)
    displaced = 1.25 * where_expected - 3.0
    statistics = Statistics()

    statistics.add(displaced, np.tile(1.0 / variances, (4000, 1)), means / variances)
    found = statistics.best_map()

    np.testing.assert_allclose(found[:, :SIZE], np.eye(SIZE) / 1.25, atol=0.03)
    np.testing.assert_allclose(found[:, SIZE], 3.0 / 1.25, atol=0.1)
