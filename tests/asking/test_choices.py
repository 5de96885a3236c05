"""Set-up, second part: a country's number, who may overhear, what is kept, and stop."""

from __future__ import annotations

import re

import pytest

from tests.asking.checked import problems
from tests.core.play import Stage
from voiceground.asking import choices
from voiceground.asking.choices import COUNTRIES, line_of
from voiceground.care.cover import phrases_of
from voiceground.care.lines import EU, countries
from voiceground.core.events import How
from voiceground.core.model import Ending


def stage(guess: str = "", *, taps: bool = False) -> Stage:
    return Stage(choices.script(guess, taps=taps))


def answer(on: Stage, *answers: str) -> None:
    for word in answers:
        on.until_asked()
        on.person(word)


@pytest.mark.parametrize(("guess", "taps"), [("DE", True), ("", False)])
def test_the_checker_minds_only_that_the_word_that_is_practised_is_said(guess: str, taps: bool) -> None:
    (minded,) = problems(choices.text(guess, taps=taps), choices.PATH)
    assert minded.startswith('spoken-global: The voice says "stop" here')


def test_every_country_of_the_list_can_be_chosen_and_has_a_number_to_tell() -> None:
    assert set(COUNTRIES) == set(countries()) - {EU}
    assert all(line_of(country) for country in COUNTRIES)


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_number_that_is_said_has_every_digit_of_the_list(country: str) -> None:
    on = stage(country)
    on.until("Could somebody overhear me")
    answer(on, "no", "yes", "yes")
    on.until("Have you looked it up")
    spoken = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    figures = {word: str(digit) for digit, word in enumerate(spoken)}
    line = line_of(country)
    assert line is not None
    said = [text for text in on.said if set(re.findall("[a-z]+", text.lower())) <= {*figures, "star"}]
    assert len(said) == 2  # twice, for whoever writes it down
    for text in said:
        digits = "".join(figures[word] for word in re.findall("[a-z]+", text.lower()) if word in figures)
        assert digits == re.sub(r"\D", "", line.dial)


def test_a_yes_to_having_looked_it_up_is_what_confirms_it() -> None:
    on = stage("DE")
    answer(on, "no", "yes", "yes", "yes")
    on.to_the_end()
    assert choices.changes(on.state.names) == {"country": "DE"}
    assert choices.checked(on.state.names)


@pytest.mark.parametrize("last", ["no", None])
def test_a_no_or_silence_sets_the_country_and_confirms_nothing(last: str | None) -> None:
    on = stage("DE")
    answer(on, "no", "yes", "yes", *([last] if last else []))
    on.to_the_end()
    assert choices.changes(on.state.names) == {"country": "DE"}
    assert not choices.checked(on.state.names)


def test_another_country_than_the_machines_is_called_by_its_name() -> None:
    on = stage("DE")
    answer(on, "no", "yes", "no", "the United Kingdom / Britain / England", "yes")
    on.to_the_end()
    assert choices.changes(on.state.names)["country"] == "GB"


def test_any_country_can_be_reached_with_one_switch() -> None:
    on = stage()
    answer(on, "no", "yes")
    on.until("I can read them to you.")
    for country in ("Australia", "Belgium"):
        on.until(country)
        on.until("Another one")
        on.person("Another one", How.SIGNAL)
    on.until("Canada")
    on.person("Canada", How.SIGNAL)
    on.until("I was given this number for Canada.")


def test_a_country_that_the_list_does_not_have_gets_a_true_sentence_and_no_number() -> None:
    on = stage()
    answer(on, "no", "yes")
    on.until("I can read them to you.")
    while "None of these" not in on.said:
        on.step()
        if on.said[-1] in {"Another one", "None of these"}:
            on.person(on.said[-1], How.SIGNAL)
    on.until("I have no checked number for your country.")
    on.to_the_end()
    assert choices.changes(on.state.names) == {}


@pytest.mark.parametrize(
    ("item", "level"),
    [("Times, steps and numbers", "numbers"), ("My answers too", "full"), ("Nothing at all", "nothing")],
)
def test_what_is_kept_is_chosen_from_a_menu(item: str, level: str) -> None:
    on = stage()
    answer(on, "no", "no", item)
    on.to_the_end()
    assert choices.changes(on.state.names) == {"keep": level}


def test_whoever_may_be_overheard_is_offered_a_softer_voice_and_a_cover_word() -> None:
    on = stage()
    answer(on, "yes", "yes", "Shopping list", "no")
    on.to_the_end()
    assert choices.changes(on.state.names) == {"whisper": True, "cover": "shopping list"}


@pytest.mark.parametrize("word", choices.COVERS)
def test_a_cover_word_that_is_offered_can_be_one(word: str) -> None:
    assert word.lower() in phrases_of(word)


def test_silence_changes_nothing_at_all() -> None:
    on = stage("DE", taps=True)
    assert on.to_the_end() is Ending.DONE
    assert choices.changes(on.state.names) == {}
    assert not choices.checked(on.state.names)


def test_stop_is_practised_last_and_ends_it() -> None:
    on = stage()
    on.until("You could try stop")
    on.person("stop")
    assert on.to_the_end() is Ending.LEFT


def test_taps_that_were_switched_on_are_tried() -> None:
    on = stage(taps=True)
    on.until("tap or hum once")
    on.person("yes", How.SIGNAL)
    on.until("That arrived.")
