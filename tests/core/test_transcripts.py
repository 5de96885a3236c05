"""What people really say, and which reply it is: a table of utterances, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceground.core.forms import decoys, spoken_forms
from voiceground.core.languages.en.words import GLOBAL_WORDS
from voiceground.core.languages.language import NEEDS
from voiceground.core.model import Vocabulary
from voiceground.core.replies import number_option, options, vocabulary
from voiceground.core.transcripts import reply_in

NUMBERS = tuple(number_option(number) for number in range(11))
YES_NO = vocabulary(options(["yes", "no"]), is_open=True)
NUMBER = vocabulary(NUMBERS, is_open=True)
READY = vocabulary(options(["ready", "too much"]), is_open=True)
CHANGE = vocabulary(options(["better", "same", "worse"]), is_open=True)
CHOICE = vocabulary(options(["the window", "blue", "something else"]), is_open=True)
CLOSED = vocabulary((), is_open=False)
MOMENTS = {
    "yes/no": YES_NO,
    "number": NUMBER,
    "ready": READY,
    "change": CHANGE,
    "choice": CHOICE,
    "reading": CLOSED,
}


def said(moment: str, reply: str | None, *utterances: str) -> list[tuple[str, str, str | None]]:
    return [(moment, utterance, reply) for utterance in utterances]


UTTERANCES = [
    *said(
        "yes/no", "yes", "yes", "Yeah.", "yep", "yup", "um, yes please", "Oh, okay", "okay", "OK", "uh-huh"
    ),
    *said(
        "yes/no",
        "yes",
        "mm-hmm",
        "Mhm.",
        "sure, thank you",
        "of course",
        "please do",
        "alright",
        "I think so",
    ),
    *said(
        "yes/no",
        "yes",
        "well, I guess yes",
        "yes I would",
        "maybe yes",
        "y-yes",
        "yeees",
        "yes, yes",
        "yes um please",
    ),
    *said(
        "yes/no",
        "yes",
        "Okay, go on",
        "I'd like that",
        "oh yes, that would be nice",
        "it's a yes",
        "I think yes",
    ),
    *said(
        "yes/no", "no", "no", "Nope.", "nah", "no thank you", "no thanks", "not really", "not now", "not yet"
    ),
    *said(
        "yes/no",
        "no",
        "uh-uh",
        "I don't think so",
        "no, I don't",
        "no no no",
        "no, no",
        "nooo",
        "n-no",
        "okay no",
    ),
    *said(
        "yes/no",
        "no",
        "no, sorry",
        "I'd rather not",
        "maybe not",
        "oh no",
        "please don't",
        "well no, not really",
    ),
    *said(
        "yes/no",
        None,
        "not yes",
        "yes, I don't",
        "yes no",
        "no yes",
        "yeah no",
        "no okay",
        "no, not yes",
        "maybe",
    ),
    *said(
        "yes/no", None, "", "...", "what", "um", "I'm not sure", "is it yes or no", "right", "fine", "please"
    ),
    # a long sentence that only holds a reply is none, unless it ends it
    *said(
        "yes/no",
        None,
        "My mother always told me no",
        "She said, no.",
        "No one is here",
        "I don't know. Okay.",
    ),
    *said("yes/no", None, "there is no way that I can do that", "yes is what he wanted to hear from me"),
    *said("yes/no", "yes", "I was thinking about it. Yes.", "let me think, yes please"),
    *said(
        "yes/no", "no", "I don't know what to say so no", "I have tried that before, so no", "I tried, but no"
    ),
    *said("yes/no", "no", "yes, I mean no"),
    *said("yes/no", "yes", "no, actually yes"),
    # stop
    *said(
        "yes/no", "stop", "stop", "Stop it!", "stop it please", "please stop", "no, stop!", "stop, stop, stop"
    ),
    *said(
        "yes/no",
        "stop",
        "I want to stop",
        "make it stop",
        "quit",
        "enough",
        "that's enough",
        "no more",
        "stoppp",
    ),
    *said(
        "yes/no",
        "stop",
        "can you stop",
        "okay, stop now",
        "I said stop",
        "st-stop",
        "no no no stop",
        "let's stop",
    ),
    *said("yes/no", "stop", "I can't do this, stop", "I can't do this please stop", "Stop, I can't do this."),
    *said(
        "yes/no",
        "stop",
        "I can't bear it stop",
        "I can't please stop",
        "oh god please make it stop",
        "I just want it to stop",
    ),
    *said("reading", "stop", "stop", "please please stop", "um stop"),
    *said(
        "yes/no",
        None,
        "I don't want to stop",
        "don't stop",
        "no, don't stop",
        "never stop",
        "do not ever stop",
    ),
    *said(
        "yes/no",
        None,
        "I do not think that we should stop",
        "the bus stop",
        "stop signs are red",
        "let's not stop",
    ),
    *said("yes/no", None, "there is not enough air", "no more than usual I would say"),
    # numbers
    *said(
        "number",
        "7",
        "seven",
        "7",
        "7.",
        "7/10",
        "a seven",
        "I think seven",
        "I think it's about a seven",
        "Seven?",
    ),
    *said(
        "number",
        "7",
        "seven out of ten",
        "se-seven",
        "seven, seven",
        "I'd say seven, thank you",
        "number seven",
    ),
    *said("number", "6", "it's a six", "maybe six or so", "six, I guess", "more like a six"),
    *said("number", "0", "zero", "oh", "nothing", "none", "nil", "it's nothing", "0"),
    *said("number", "10", "ten", "10", "ten out of ten", "It was so bad, ten."),
    *said("number", "4", "I'm at a four", "I have two cats and a dog. Four.", "for", "oh, four"),
    *said("number", "3", "threee", "it's so loud in here so three"),
    *said("number", "2", "to", "two", "um, too"),
    *said("number", "8", "seven, no, eight", "seven, I mean eight"),
    *said(
        "number",
        None,
        "not seven",
        "no, not seven",
        "it's not seven",
        "seven or eight",
        "seven eight",
        "7.5",
        "77",
    ),
    *said(
        "number",
        None,
        "just for now",
        "I have two cats and a dog",
        "one of them",
        "once",
        "no",
        "seven and a half",
    ),
    # ready, better, a writer's own words
    *said(
        "ready",
        "ready",
        "ready",
        "I'm ready now",
        "next",
        "okay next",
        "go on",
        "let's continue",
        "ready when you are",
    ),
    *said(
        "ready", "too much", "too much", "it's too much", "this is way too much for me", "um, that's too much"
    ),
    *said("ready", None, "not ready", "I'm not ready", "not too much"),
    *said("ready", "help", "I can't go on"),
    *said("change", "better", "better", "a bit better", "I feel much better", "better than before, thanks"),
    *said("change", "same", "the same", "about the same", "no change", "much the same, I think"),
    *said("change", "worse", "worse", "it's a little worse now", "I feel worse"),
    *said("change", None, "not better", "no better", "better or worse"),
    *said("choice", "the window", "the window", "window", "I'd like the window", "um, the window I think"),
    *said("choice", "blue", "blue please"),
    *said("choice", None, "not blue", "blue or something else"),
    # global words
    *said("reading", "wait", "wait", "hold on", "no wait", "wait a minute please"),
    *said("yes/no", "repeat", "can you repeat that", "Say that again, please."),
    *said("yes/no", "slower", "a bit slower please", "could you slow down"),
    *said("number", "wait", "one moment"),
    *said("reading", "back", "can we go back please"),
    *said(
        "reading",
        None,
        "yes",
        "I was back then",
        "again and again",
        "it happened again",
        "don't wait",
    ),
    # words of need are heard at every moment, and are never turned into the "go on" that is in them
    *said("reading", "help", "I can't go on", "help me please", "I want to die"),
]


@pytest.mark.parametrize(("moment", "utterance", "reply"), UTTERANCES)
def test_an_utterance_means(moment: str, utterance: str, reply: str | None) -> None:
    assert reply_in(utterance, MOMENTS[moment]) == reply


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({utterance for _, utterance, _ in UTTERANCES}) >= 80


WORDS = sorted({word for heard in MOMENTS.values() for form in spoken_forms(heard) for word in form.words})
MOMENT = st.sampled_from(list(MOMENTS.values()))


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), MOMENT)
@settings(max_examples=150, deadline=None)
def test_any_text_is_one_of_the_options_or_nothing(text: str, heard: Vocabulary) -> None:
    assert reply_in(text, heard) in {None, *(option.name for option in heard.options)}


@given(st.data(), MOMENT)
@settings(max_examples=100, deadline=None)
def test_every_form_that_is_listened_for_means_its_option_when_it_is_written(
    data: st.DataObject, heard: Vocabulary
) -> None:
    form = data.draw(st.sampled_from(spoken_forms(heard)))
    assert reply_in(" ".join(form.words), heard) == form.name


@given(st.data(), MOMENT)
@settings(max_examples=60, deadline=None)
def test_no_decoy_means_anything(data: st.DataObject, heard: Vocabulary) -> None:
    """But words of need: somebody who says that they do not want to die is asked as well."""
    assert reply_in(" ".join(data.draw(st.sampled_from(decoys(heard)))), heard) in {None, *NEEDS}


@given(st.sampled_from(["not", "don't", "never", "isn't"]), st.data(), MOMENT)
@settings(max_examples=60, deadline=None)
def test_a_negation_is_never_turned_round(negation: str, data: st.DataObject, heard: Vocabulary) -> None:
    """What is said after it keeps its meaning only where the two together are a phrase of a no."""
    option = data.draw(st.sampled_from(heard.options))
    text = f"{negation} {data.draw(st.sampled_from(option.phrases))}"
    assert reply_in(text, heard) in {None, "no", *(NEEDS if option.name in NEEDS else ())}


@given(st.sampled_from(GLOBAL_WORDS["stop"]), st.sampled_from(["please", "oh", "no", "um", "well"]), MOMENT)
@settings(max_examples=60, deadline=None)
def test_stop_is_stop_at_every_moment(phrase: str, before: str, heard: Vocabulary) -> None:
    assert reply_in(f"{before}, {phrase}!", heard) == "stop"
