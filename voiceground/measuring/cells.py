"""What a bench of the ear asks: which clips, in which moment, under which condition. Pure tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from voiceground.core import replies
from voiceground.core.languages.en.words import NUMBER_WORDS
from voiceground.core.model import Vocabulary
from voiceground.core.transcripts import reply_in
from voiceground.measuring.recordings import Clip, Recordings

NUMBERS = tuple(words[0] for number, words in NUMBER_WORDS.items() if number < 10)
COMMANDS = ("up", "down", "left", "right", "on", "off", "go", "yes", "no", "stop")

TELEPHONE = "fsdd"
"""The source whose digits are of telephone quality (8 kHz); its figures stand apart."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What may be answered: the listed spellings, as in ``voiceground hear --replies``."""

    title: str
    listed: tuple[str, ...]

    @property
    def vocabulary(self) -> Vocabulary:
        """The options, without global words, the question open."""
        return _vocabulary(self.listed)

    def wanted(self, clip: Clip) -> str | None:
        """The option that a clip says, or None when it says something else."""
        return _meaning(self.listed, clip.text) if clip.text else None


@cache
def _vocabulary(listed: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(replies.options(listed), (), open=True)


@cache
def _meaning(listed: tuple[str, ...], text: str) -> str | None:
    return reply_in(text, _vocabulary(listed))


@dataclass(frozen=True, slots=True)
class Condition:
    """Where it is said. ``snr_db``: household noise of that ratio; ``room``: across a room."""

    title: str
    snr_db: float | None = None
    room: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One line or two of the tables.

    Attributes:
        moment: what may be answered.
        condition: where it is said.
        said: what is said there, in a word or two.
        clips: the recordings of it.
        replies: whether they are replies (correct, wrong) or nothing that the moment accepts (accepted).
        grouped: what the figure is broken down by, for each clip.
    """

    moment: Moment
    condition: Condition
    said: str
    clips: tuple[Clip, ...]
    replies: bool
    grouped: tuple[str, ...]

    @property
    def beside(self) -> bool:
        """Whether the baseline hears it too: as recorded only, since noise only makes it worse."""
        return self.condition is AS_RECORDED


YES_NO_STOP = Moment("yes / no / stop", ("yes", "no", "stop"))
DIGITS = Moment("digits", (*NUMBERS, "ten", "stop"))
TEN = Moment("canonical ten commands", COMMANDS)
FREE = Moment("a writer's own words", ("down", "left", "right", "go", "ready", "water", "light", "too much"))
"""Eight choices. The first four are known to the shipped weights as whole words, so this line means something
with weights that were trained ``--without`` them."""

AS_RECORDED = Condition("as recorded")
NOISES = (Condition("at 10 dB household noise", 10.0), Condition("at 5 dB household noise", 5.0))
ROOM = Condition("in a room", room=True)


def cells(of: Recordings, limit: int) -> Iterator[Cell]:
    """Every cell that the folder has clips for, with up to ``limit`` clips each (0 for all)."""
    make = _Maker(of, limit)
    kinds = {clip.kind for clip in of.clips}
    harder = [*(NOISES if "noise" in kinds else ()), *([ROOM] if "rir" in kinds else ())]
    everything = [
        make.replies(YES_NO_STOP),
        make.others(YES_NO_STOP),
        make.kind("free sentences", "sentence"),
        make.kind("phrases", "phrase"),
        make.kind("non-speech", "non_speech"),
        make.digits("many speakers", telephone=False),
        make.digits("telephone", telephone=True),
        make.others(DIGITS),
        make.replies(TEN),
        make.replies(FREE),
        make.others(FREE),
    ]
    for condition in harder:
        everything += [make.replies(YES_NO_STOP, condition), make.others(YES_NO_STOP, condition)]
    return (cell for cell in everything if cell.clips)


@dataclass(frozen=True, slots=True)
class _Maker:
    of: Recordings
    limit: int

    def replies(self, moment: Moment, condition: Condition = AS_RECORDED) -> Cell:
        """Words that the moment accepts."""
        clips = self.of.sample(
            self.limit, lambda clip: clip.kind == "word" and moment.wanted(clip) is not None
        )
        return Cell(moment, condition, "replies", clips, True, tuple(clip.text for clip in clips))

    def digits(self, said: str, *, telephone: bool) -> Cell:
        """Zero to nine, of one quality."""
        clips = self.of.sample(
            self.limit,
            lambda clip: (
                clip.kind == "word" and clip.text in NUMBERS and (clip.source == TELEPHONE) == telephone
            ),
        )
        return Cell(DIGITS, AS_RECORDED, said, clips, True, tuple(clip.text for clip in clips))

    def others(self, moment: Moment, condition: Condition = AS_RECORDED) -> Cell:
        """One or two words that the moment does not accept."""
        clips = self.of.sample(
            self.limit,
            lambda clip: _is_word(clip) and clip.source != TELEPHONE and moment.wanted(clip) is None,
        )
        return Cell(moment, condition, "other words", clips, False, tuple(_family(clip) for clip in clips))

    def kind(self, said: str, kind: str) -> Cell:
        """Everything of a kind that is no reply to yes, no or stop, and no word."""
        clips = self.of.sample(
            self.limit,
            lambda clip: clip.kind == kind and not _is_word(clip) and YES_NO_STOP.wanted(clip) is None,
            by=lambda clip: clip.group,
        )
        return Cell(YES_NO_STOP, AS_RECORDED, said, clips, False, tuple(clip.group for clip in clips))


def _is_word(clip: Clip) -> bool:
    """A word, or a name of up to two words such as a wake word: what could be a reply by its length."""
    return clip.kind == "word" or (clip.kind == "phrase" and 1 <= len(clip.text.split()) <= 2)


def _family(clip: Clip) -> str:
    if clip.kind != "word":
        return "names"
    return "numbers" if clip.text in NUMBERS else "commands" if clip.text in COMMANDS else "other words"
