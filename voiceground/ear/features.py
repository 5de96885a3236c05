"""The evidence for one form as a row of numbers, in the order that the verdict was trained on."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE
from voiceground.ear import phonescore
from voiceground.ear.chains import Float32
from voiceground.ear.evidence import LEAST, Evidence
from voiceground.ear.net import WINDOW
from voiceground.ear.recogniser import Standing

NAMES = (
    *(
        "phones over loop",
        "phones over loop a step",
        "phones a step",
        "phones over rival",
        "phones over filler",
    ),
    *(
        "phones over sixth filler",
        "mean phone",
        "worst phone",
        "second worst",
        "steps a phone",
        "speech outside",
    ),
    *("senones over loop a frame", "senones a frame", "senones over rival", "senones over filler"),
    *("whole word", "is a whole word", "other word", "noise", "rival's whole word", "snr", "seconds"),
    *("phones in it", "is more than the reply", "weight", "steps", "after it", "spotted"),
    *("option's likeliest whole word", "likeliest whole word that it is not"),
    *("in the first window", "in the second", "in the third", "in the last"),
    *("in any window", "another's in any", "other word in any", "noise in any"),
    *("in every window", "another's in every", "other word in every"),
    *("after the last window", "is short"),
    *("stands out", "stands out half of the time", "is speech", "glimpsed"),
)

LEAST_CHOICE, MOST = -25.0, 30.0


def choice_terms(evidence: Evidence) -> Float32:
    """What the choice between forms is made from: shape (forms, 4), the best of each column near 0."""
    phones = evidence.phones - evidence.phones.max(initial=-1e30)
    senones = evidence.senones - evidence.senones.max(initial=-1e30)
    terms = np.stack((phones, senones, evidence.words, evidence.listening.weight), axis=1)
    result: Float32 = np.clip(terms, LEAST_CHOICE, 0.0).astype(np.float32)
    return result


def features(evidence: Evidence, form: int, rival: int | None) -> Float32:
    """The row for ``form``; ``rival`` is the best form of another option, None where there is none."""
    listening, scores, senones = evidence.listening, evidence.scores, evidence.senone_scores
    steps = max(1, int(scores.ends[form] - scores.starts[form]))
    own = float(evidence.phones[form])
    inside = scores.loop.within(int(scores.starts[form]), int(scores.ends[form]))
    fillers = np.sort(scores.scores[len(listening.forms) :])[::-1]
    fit = np.sort(phonescore.fit(scores, listening.chains, form, evidence.heard))
    core = int(listening.core[form])
    frames = max(1, int(senones.ends[core] - senones.starts[core]))
    word = int(listening.word[form])
    row = (
        own - scores.loop.score,
        (own - inside) / steps,
        own / steps,
        own - float(evidence.phones[rival]) if rival is not None else MOST,
        own - float(fillers[0]) if len(fillers) else MOST,
        own - float(fillers[min(5, len(fillers) - 1)]) if len(fillers) else MOST,
        float(fit.mean()),
        float(fit[0]),
        float(fit[min(1, len(fit) - 1)]),
        steps / len(fit),
        scores.loop.score - inside,
        senones.over_loop(core),
        float(evidence.senones[form]) / frames,
        float(evidence.senones[form] - evidence.senones[rival]) if rival is not None else MOST,
        float(evidence.senones[form] - senones.fillers[0]) if len(senones.fillers) else MOST,
        float(evidence.words[form]) if word >= 0 else 0.0,
        float(word >= 0),
        evidence.other,
        evidence.noise,
        float(evidence.words[rival]) if rival is not None and listening.word[rival] >= 0 else -8.0,
        evidence.snr / 10.0,
        evidence.sound_seconds,
        float(len(fit)),
        float(len(listening.forms[form].words) > len(listening.forms[form].core)),
        float(listening.weight[form]),
        steps / 10.0,
        (len(evidence.heard) - int(scores.ends[form])) / 10.0,
        float(evidence.standing is not None),
        float(evidence.own[listening.option[form]]),
        float(evidence.elsewhere[listening.option[form]]),
        *_in_windows(evidence, int(listening.option[form])),
        *_standing(evidence.standing),
    )
    result: Float32 = np.clip(np.array(row, dtype=np.float32), -MOST, MOST)
    return result


def _in_windows(evidence: Evidence, option: int) -> tuple[float, ...]:
    """The whole words of the windows: of the option, the best of any other, another word, a noise."""
    listening, windows = evidence.listening, evidence.windows
    own, others = listening.own[option], listening.real & ~listening.own[option]
    in_any = np.logaddexp.reduce(windows, axis=0) - np.log(len(windows))
    in_every = windows.mean(axis=0)
    return (
        *(_best(window, own) for window in windows),
        *(_best(in_any, own), _best(in_any, others)),
        *(float(in_any[listening.other]), float(in_any[listening.noise])),
        *(_best(in_every, own), _best(in_every, others), float(in_every[listening.other])),
        *(evidence.cut, float(evidence.sound_seconds * SAMPLE_RATE < WINDOW)),
    )


def _best(words: Float32, which: npt.NDArray[np.bool_]) -> float:
    """The likeliest of some whole words."""
    return max(LEAST, float(words[which].max(initial=LEAST)))


def _standing(standing: Standing | None) -> tuple[float, ...]:
    """How a spotted word stands out of the echo, none of it for an utterance."""
    if standing is None:
        return (0.0,) * 4
    return (
        float(np.clip(standing.upper_db, -10.0, 40.0)) / 10.0,
        float(np.clip(standing.middle_db, -10.0, 40.0)) / 10.0,
        float(standing.speech),
        float(standing.glimpsed),
    )
