"""Which phrases mean which reply in English: families, numbers, global words, and the places of menus.

Rule 1: every everyday variant lives here once; scripts, keys, checker and ear all read this table.
Rule 2: a variant says one thing whatever the question was. "Fine" and "right" are no yes: the first is
often a polite no, the second a direction.
Rule 3: within a row the commonest comes first (judged, not counted): ``forms`` gives it the best odds.

What may stand around a phrase ("um", "I think", "please") is in ``carriers``, not here.
"""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.core.languages.language import GO_ON, HELP, NOT_ALONE, STOP, WHAT, Menus, Replies

NUMBER_WORDS: Mapping[int, tuple[str, ...]] = {
    0: ("zero", "nothing", "none", "oh", "nil", "nought"),
    1: ("one",),
    2: ("two",),
    3: ("three",),
    4: ("four",),
    5: ("five",),
    6: ("six",),
    7: ("seven",),
    8: ("eight",),
    9: ("nine",),
    10: ("ten",),
}

YES = (
    *("yes", "yeah", "okay", "yep", "sure", "yes please", "uh huh", "mm hmm", "yup", "alright", "all right"),
    *("of course", "please do", "i think so", "ok", "i guess so", "i do", "i would", "i'd like that"),
    *("i would like that", "i'd like to", "sounds good", "definitely", "absolutely", "that's right"),
    *("correct", "it is", "it does", "i am", "i will", "why not", "go ahead", "okay go on"),
    *("yes go on", "let's do it", "let's do that", "aye"),
)
NO = (
    *("no", "nope", "nah", "no thanks", "no thank you", "not really", "not now", "not yet", "uh uh"),
    *("i don't think so", "not today", "not right now", "i'd rather not", "i would rather not"),
    *("rather not", "please don't", "don't", "i don't want to", "i don't", "i'm not", "i can't"),
    *("it isn't", "it's not", "it doesn't", "i wouldn't", "not at all", "no way", "probably not"),
    *("maybe not", "i guess not", "maybe later", "of course not", "definitely not", "absolutely not"),
)
NEXT = (
    *("next", "ready", "i'm ready", "go on", "continue", "ready now", "i'm ready now", "i am ready"),
    *("carry on", "keep going", "go ahead", "move on", "all set"),
)
DONE = (
    "done",
    "finished",
    "i'm done",
    "i'm finished",
    "all done",
    "i've finished",
    "that's it",
    "that's all",
)
BETTER = (
    *("better", "a bit better", "a little better", "much better", "i feel better", "a lot better"),
    *("somewhat better", "slightly better", "getting better"),
)
SAME = (
    *("same", "the same", "about the same", "no change", "no different", "still the same", "unchanged"),
    *("much the same", "just the same"),
)
WORSE = (
    *("worse", "a bit worse", "a little worse", "much worse", "i feel worse", "a lot worse"),
    *("somewhat worse", "slightly worse", "getting worse"),
)
TOO_MUCH = (
    *("too much", "it's too much", "that's too much", "this is too much", "way too much", "far too much"),
    *("a bit too much", "too much for me"),
)

GLOBAL_WORDS: Mapping[str, tuple[str, ...]] = {
    STOP: (
        *("stop", "stop it", "please stop", "no more", "enough", "quit", "i want to stop", "that's enough"),
        *("stop now", "stop this", "stop that", "make it stop", "i need to stop", "i'd like to stop"),
        *("stop talking", "leave me alone", "shut up", "i quit"),
    ),
    # The words of the content guide (2.5) that a closed grammar can hold: a floor, and no detector. In text
    # far more is understood (``need``).
    HELP: (
        *("help", "help me", "i need help", "please help me", "not safe", "i'm not safe", "hurt myself"),
        *("i want to hurt myself", "kill myself", "i want to kill myself", "want to die", "i want to die"),
        *("end it", "i want to end it", "can't go on", "i can't go on", "i don't feel safe"),
        *("i want to end my life", "i don't want to live", "i wish i was dead", "i'm going to hurt myself"),
        *("i'm going to kill myself", "i feel suicidal", "i can't take it anymore", "somebody help me"),
    ),
    # Somebody is near who does harm: nothing that is said aloud may tell what this is.
    NOT_ALONE: (
        *("not alone here", "i'm not alone here", "i'm not alone", "someone is hurting me"),
        *("somebody is hurting me", "he's hurting me", "she's hurting me", "he hurts me", "he hit me"),
        *("he's here", "he can hear me", "they can hear me"),
    ),
    "wait": (
        *("wait", "pause", "hold on", "one moment", "wait a minute", "wait a moment", "just a moment"),
        *("just a minute", "hang on", "one second", "one minute", "give me a moment", "give me a minute"),
        *("i need a moment", "i need a minute"),
    ),
    GO_ON: ("go on", "continue", "resume", "carry on", "keep going", "go ahead", "move on"),
    "repeat": (
        *("repeat", "repeat that", "again", "say that again", "say it again", "one more time"),
        *("what did you say", "come again"),
    ),
    "back": ("back", "go back"),
    "skip": ("skip", "skip it", "skip this", "skip that", "skip this one"),
    "slower": ("slower", "slow down", "too fast", "more slowly", "go slower", "speak slower"),
    "faster": ("faster", "speed up", "too slow", "go faster", "speak faster"),
    "louder": ("louder", "speak up", "too quiet", "turn it up"),
    WHAT: ("what can i say", "what can i do", "what are my options", "what are the options"),
    "quieter": ("quieter", "softer", "too loud", "turn it down", "more quietly"),
}

REPLIES = Replies(
    yes=YES,
    no=NO,
    next=NEXT,
    done=DONE,
    better=BETTER,
    same=SAME,
    worse=WORSE,
    too_much=TOO_MUCH,
    numbers=NUMBER_WORDS,
    always=GLOBAL_WORDS,
    articles=frozenset({"the", "a", "an"}),
    meant=("i meant", "no i meant", "sorry i meant", "i mean", "no i mean"),
)

PLACES: tuple[tuple[str, ...], ...] = (
    ("one", "the first", "first", "the first one", "first one", "number one"),
    ("two", "the second", "second", "the second one", "second one", "number two"),
    ("three", "the third", "third", "the third one", "third one", "number three"),
)
LAST = ("the last", "last", "the last one", "last one")

EMPTY_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "bit", "by", "can", "could", "do", "for", "from", "go"),
        *("i", "if", "in", "is", "it", "let", "let's", "like", "little", "maybe", "me", "my", "of", "on"),
        *("one", "or", "our", "please", "some", "something", "that", "the", "there", "this", "to", "us"),
        *("want", "we", "with", "would", "you", "your"),
    )
)

MENUS = Menus(
    places=PLACES,
    last=LAST,
    empty=EMPTY_WORDS,
    joints=frozenset({"a", "an", "and", "of", "or", "the", "to", "for", "in", "on", "at"}),
    neither=("neither of these", "neither of them", "none of these", "none of them", "something else"),
)
