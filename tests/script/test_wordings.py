"""Each language has its own don't list: Spanish is never read with English eyes."""

from __future__ import annotations

import pytest

from voiceground.core.languages import LANGUAGES, SPANISH
from voiceground.script import wordings
from voiceground.script.wording import closed_eyes, global_words, harmful, imperatives, inward, long_sentences


@pytest.mark.parametrize(
    ("line", "ordered"),
    [
        ("Mira a tu alrededor.", ["Mira a tu alrededor."]),
        ("Si quieres, mira a tu alrededor.", []),
        ("Podrías mirar a tu alrededor.", []),
        ("Ahora respira. Eso es todo.", ["Ahora respira."]),
        ("Mira, o escucha.", []),
        ("Tómate tu tiempo.", []),
        ("¿Miras un poco?", []),
        ("Llama a tu número de emergencias.", []),
        ("Entra. Sale.", []),
    ],
)
def test_orders_are_found_in_spanish(line: str, ordered: list[str]) -> None:
    assert list(imperatives(line, wordings.SPANISH)) == ordered


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Relájate un poco.", ["relájate"]),
        ("Respira hondo, muy bien.", ["respira hondo", "muy bien"]),
        ("Estás a salvo.", ["estás a salvo"]),
        ("Deberías descansar.", ["deberías"]),
        ("No tienes que hacer nada.", []),
        ("Dejamos tranquila la respiración.", []),
    ],
)
def test_what_does_harm_is_found_in_spanish(line: str, found: list[str]) -> None:
    assert [phrase for phrase, _ in harmful(line, wordings.SPANISH)] == found


def test_closed_eyes_and_the_way_inward_are_found_in_spanish() -> None:
    spanish = wordings.SPANISH
    assert closed_eyes("Puedes cerrar los ojos.", "", spanish) == "cerrar los ojos"
    assert closed_eyes("Puedes cerrar los ojos.", "Pueden estar abiertos.", spanish) is None
    assert inward("Nota la respiración.", spanish) == "respiración"
    assert inward("Dejamos tranquila la respiración.", spanish) is None


def test_a_word_that_is_live_is_found_where_the_voice_says_it() -> None:
    assert list(global_words("Esto es para ti.", SPANISH)) == [("para", "stop")]


def test_a_language_without_a_table_has_its_sentences_counted_and_nothing_else() -> None:
    unknown = wordings.of("tlh")
    line = "Relax, you must just trust me and close your eyes now, my dear old good friend."
    assert not list(harmful(line, unknown))
    assert not list(imperatives(line, unknown))
    assert closed_eyes(line, "", unknown) is inward(line, unknown) is None
    assert [words for _, words in long_sentences(line)] == [16]


@pytest.mark.parametrize("code", [*LANGUAGES])
def test_every_language_that_ships_has_a_wording(code: str) -> None:
    assert wordings.of(code).instead


@pytest.mark.parametrize("line", [*SPANISH.lines.fixed()])
def test_the_house_keeps_to_its_own_list(line: str) -> None:
    assert not list(harmful(line, wordings.SPANISH))
