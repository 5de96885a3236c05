"""What pocketsphinx' own decoder computes on its way, for comparison: it writes both into a folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pocketsphinx import Decoder

from voiceground.core.tick import Samples
from voiceground.ear.acoustic_model import LOG_UNIT
from voiceground.ear.mfcc import Float32

SENONES = 5126


def own_cepstra_and_scores(sound: Samples, folder: Path) -> tuple[Float32, Float32]:
    """The decoder's cepstra (frames, 13) and its senone scores in nats (frames, 5126)."""
    cepstra, scores = folder / "cepstra", folder / "scores"
    cepstra.mkdir()
    scores.mkdir()
    decoder = Decoder(
        lm=None, loglevel="FATAL", mfclogdir=str(cepstra), senlogdir=str(scores), compallsen=True
    )
    decoder.add_jsgf_string("any", "#JSGF V1.0;\ngrammar any;\npublic <any> = yes | no;")
    decoder.activate_search("any")
    decoder.start_utt()
    decoder.process_raw(sound.tobytes(), False, True)
    decoder.end_utt()
    (cepstra_file,) = cepstra.iterdir()
    (scores_file,) = scores.iterdir()
    own = np.frombuffer(cepstra_file.read_bytes(), ">f4", offset=4).reshape(-1, 13)
    text = scores_file.read_bytes()
    body = text.index(b"endhdr\n") + 7 + 4  # the byte-order mark
    rows = np.frombuffer(text, "<i2", offset=body).reshape(-1, SENONES + 1)
    return own.astype(np.float32), (-LOG_UNIT * rows[:, 1:]).astype(np.float32)
