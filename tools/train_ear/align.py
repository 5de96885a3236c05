"""Where the phones of a recorded word are, by forced alignment with pocketsphinx' own model."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pocketsphinx import Decoder

from tools.train_ear.phones import phone_of

EXTRA = {"jarvis": "JH AA R V IH S", "snowboy": "S N OW B OY", "alexa": "AH L EH K S AH"}
EDGE_SAMPLES = 3200
"""Room around the word that the aligner is given, 0.2 s."""


class Aligner:
    """Aligns recordings with their words."""

    def __init__(self) -> None:
        self._decoder = Decoder(
            lm=None, loglevel="FATAL", bestpath=False, beam=1e-80, wbeam=1e-60, pbeam=1e-80
        )
        for word, phones in EXTRA.items():
            if self._decoder.lookup_word(word) is None:
                self._decoder.add_word(word, phones, True)

    def align(self, sound: npt.NDArray[np.int16], text: str) -> list[tuple[int, float]] | None:
        """The phones as (number, end in seconds), silence included; None when it does not fit."""
        decoder = self._decoder
        words = text.lower().split()
        if any(decoder.lookup_word(word) is None for word in words):
            return None
        try:
            decoder.set_align_text(" ".join(words))
            self._run(sound)
            if decoder.hyp() is None:
                return None
            decoder.set_alignment()
            self._run(sound)
            found = decoder.get_alignment()
        except RuntimeError:
            return None
        return self._phones(found)

    def _run(self, sound: npt.NDArray[np.int16]) -> None:
        self._decoder.start_utt()
        self._decoder.process_raw(sound.tobytes(), full_utt=True)
        self._decoder.end_utt()

    @staticmethod
    def _phones(found: object) -> list[tuple[int, float]] | None:
        result: list[tuple[int, float]] = []
        for word in found:  # type: ignore[attr-defined]
            for phone in word:
                number = phone_of(phone.name)
                result.append((0 if number is None else number, (phone.start + phone.duration) / 100.0))
        return result or None
