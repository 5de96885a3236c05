"""Set-up, first part: the voice is heard, and the person is, or the keys are tried."""

from __future__ import annotations

import pytest

from tests.asking.checked import problems
from tests.core.play import Stage
from voiceground.asking import hearing
from voiceground.asking.hearing import Microphone
from voiceground.core.events import How, Misheard
from voiceground.core.model import Ending, Manner


@pytest.mark.parametrize("microphone", Microphone)
def test_the_checker_has_nothing_to_say_about_it(microphone: Microphone) -> None:
    assert problems(hearing.text(microphone), hearing.PATH) == []


@pytest.mark.parametrize(
    ("microphone", "said"),
    [
        (Microphone.FINE, "Now I would like to hear you."),
        (Microphone.LOUD, "It is rather loud around you, so I may miss words."),
        (Microphone.NONE, "I find no microphone here, so I can't hear you."),
        (Microphone.WITHHELD, "The microphone is there, and it gives no sound."),
        (Microphone.NO_SOUND, "Hello. I find neither a speaker nor a microphone here."),
    ],
)
def test_what_was_found_of_the_microphone_is_said_and_silence_still_leads_through(
    microphone: Microphone, said: str
) -> None:
    stage = Stage(hearing.script(microphone))
    assert stage.to_the_end() is Ending.DONE
    assert said in stage.said
    assert "signals" not in hearing.changes(stage.state.names, stage.state.manner)


def test_who_is_heard_is_told_so() -> None:
    stage = Stage(hearing.script(Microphone.FINE))
    for asked, word in (("all right for you", "yes"), ("say yes", "yes"), ("now no", "no")):
        stage.until(asked)
        stage.until_asked()
        stage.person(word)
    stage.until("I hear you.")
    stage.until_asked()
    stage.person("yes")
    assert stage.to_the_end() is Ending.DONE
    assert hearing.changes(stage.state.names, stage.state.manner)["signals"] is True


def test_who_is_not_understood_learns_that_the_keys_always_work() -> None:
    stage = Stage(hearing.script(Microphone.FINE))
    stage.until("say yes")
    stage.until_asked()
    stage.happen(Misheard())
    stage.until_asked()
    stage.happen(Misheard())
    stage.until("The keys always work.")
    stage.to_the_end()


def test_slower_and_louder_are_what_is_set_in_the_end() -> None:
    stage = Stage(hearing.script(Microphone.NONE))
    stage.until_asked()
    stage.person("no")
    stage.until_asked()
    for word in ("slower", "slower", "louder"):
        stage.person(word, How.KEY)
    assert stage.to_the_end() is Ending.DONE
    changes = hearing.changes(stage.state.names, stage.state.manner)
    assert changes["rate"] < Manner().rate  # type: ignore[operator]
    assert changes["volume"] > 0  # type: ignore[operator]


def test_who_stops_has_kept_the_speed_that_was_chosen() -> None:
    stage = Stage(hearing.script(Microphone.FINE))
    stage.until_asked()
    stage.person("slower")
    stage.person("stop")
    assert stage.to_the_end() is Ending.LEFT
    assert hearing.changes(stage.state.names, stage.state.manner)["rate"] < 110  # type: ignore[operator]
