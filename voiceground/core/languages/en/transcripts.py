"""How a whole transcript of English is read: spellings, corrections, negations (see ``core.transcripts``)."""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.core.languages.language import Transcripts, Words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPELLINGS: Mapping[str, str] = {
    "yea": "yeah",
    "yeh": "yeah",
    "ya": "yeah",
    "uhhuh": "uh huh",
    "uhuh": "uh uh",
    "mhm": "mm hmm",
    "mmhm": "mm hmm",
    "mmhmm": "mm hmm",
    "umm": "um",
    "uhm": "um",
    "uhh": "uh",
    "ohh": "oh",
    "hm": "hmm",
    "im": "i'm",
    "ive": "i've",
    "dont": "don't",
    "its": "it's",
    "thats": "that's",
    "cant": "can't",
    "isnt": "isn't",
    "doesnt": "doesn't",
    "wouldnt": "wouldn't",
    "lets": "let's",
    "thankyou": "thank you",
}
"""Other ways in which the same words are written."""

HOMOPHONES: Mapping[str, str] = {"to": "two", "too": "two", "for": "four", "ate": "eight", "won": "one"}
"""What is written for a number by an ear that knows no numbers; only where it is all that was said."""

CORRECTIONS: tuple[Words, ...] = (
    *(("i", "mean"), ("no", "i", "mean"), ("sorry",), ("no", "sorry"), ("actually",), ("no", "actually")),
    *(("or", "rather"), ("no", "wait"), ("wait", "no")),
)
"""After these the last word counts."""

NUMBER_CORRECTIONS: tuple[Words, ...] = (("no",), ("make", "it"), ("make", "that"))
"""After these only between two numbers: "seven, no, eight"."""

TURNS = frozenset({"so", "okay", "well", "um", "uh", "er", "hmm", "then", "anyway", "but"})
"""Words that turn from a long sentence to the answer: "I can't tell any more, so no"."""

QUOTING = _words("said says say saying told me called word asked that like")
"""What follows these is somebody else's word: "she said, no"."""

TAGS = frozenset(
    (
        *("okay", "ok", "sure", "alright", "all right", "uh huh", "mm hmm", "of course", "correct"),
        *("it is", "it does", "i am", "i do", "i would", "i will", "i don't", "i'm not", "i can't"),
        *("it's not", "it isn't", "it doesn't", "don't", "nothing", "none", "oh", "nil"),
        *("same", "that's it", "that's all"),
    )
)
"""Phrases that close a longer sentence without answering anything."""

NEGATIONS = _words(
    "not don't never can't cannot won't didn't doesn't wouldn't couldn't shouldn't isn't wasn't nobody "
    "without"
)
FORBIDDING = _words("not don't never isn't doesn't didn't")
"""Those that turn even a "please stop" round; "I can't, please stop" is a stop."""

LINKS = _words(
    "want need like have going wish you to ever even let make me it him her us them this that think should "
    "we i really just be able please can could would will they he she"
)
"""Words through which a negation reaches a "stop" behind them: "I don't think that we should stop"."""

NO_STOP_AFTER = _words(
    "the a an to bus tram train truck pit full next last first every each my your his her their non "
    "will would does did can could he she they i we not"
)
"""Words that make the last "stop" of a sentence a noun or a statement."""

NO_STOP_BEFORE = _words("sign signs light lights watch over")
HARD_STOPS: tuple[Words, ...] = (("stop",), ("stop", "it"), ("please", "stop"), ("stop", "now"))
"""The phrases for stop that count at the two ends of a longer sentence; "enough" and "no more" do not."""

TRANSCRIPTS = Transcripts(
    spellings=SPELLINGS,
    homophones=HOMOPHONES,
    corrections=CORRECTIONS,
    number_corrections=NUMBER_CORRECTIONS,
    turns=TURNS,
    quoting=QUOTING,
    tags=TAGS,
    negations=NEGATIONS,
    forbidding=FORBIDDING,
    links=LINKS,
    no_stop_after=NO_STOP_AFTER,
    no_stop_before=NO_STOP_BEFORE,
    hard_stops=HARD_STOPS,
    stop_leads=frozenset({"please", "no", "just"}),
    whole=_words("i a oh no so um uh er ah mm to it is ok go"),
    out_of_ten="out of ten",
)
