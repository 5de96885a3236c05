"""Spanish as people speak it, on both sides of the sea: one table a moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.play import Stage
from tests.core.scripts import script
from voiceground.core.events import Trouble, Troubled
from voiceground.core.languages import SPANISH
from voiceground.core.languages.language import FIRST
from voiceground.core.menus import choice_options
from voiceground.core.model import Ending, Line, Question, Reply, Step
from voiceground.core.need import need_in
from voiceground.core.phrases import can_say, spoken_list
from voiceground.core.replies import normal, number_option, option, options, vocabulary, within_earshot
from voiceground.core.transcripts import reply_in

YES_NO = vocabulary(options(("sí", "no"), SPANISH), is_open=True, language=SPANISH)
NUMBERS = vocabulary(tuple(number_option(n, SPANISH) for n in range(11)), is_open=True, language=SPANISH)
READY = vocabulary(options(("listo", "demasiado"), SPANISH), is_open=True, language=SPANISH)
CHANGE = vocabulary(options(("mejor", "igual", "peor"), SPANISH), is_open=True, language=SPANISH)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Sí.", "sí"),
        ("si", "sí"),  # without its accent
        ("sí, por favor", "sí"),
        ("pues sí, claro", "sí"),
        ("vale", "sí"),
        ("dale", "sí"),
        ("creo que sí", "sí"),
        ("No, gracias.", "no"),
        ("todavia no", "no"),
        ("bueno, no", "no"),
        ("mejor no", "no"),
        ("no sé qué decir", None),
        ("para", "stop"),
        ("¡Para ya!", "stop"),
        ("basta, por favor", "stop"),
        ("no, para", "stop"),
        ("quiero parar", "stop"),
        ("estoy harta, basta", "stop"),
        ("para mí está bien", None),  # "for me", and no stop
        ("es para mañana", None),
        ("no quiero parar", None),
        ("ayudame", "help"),
        ("no puedo más", "help"),
        ("no estoy sola", "not alone here"),
        ("no estoy solo aqui", "not alone here"),
        ("espera un momento", "wait"),
        ("¿puedes repetir?", "repeat"),
        ("otra vez", "repeat"),
        ("más despacio, por favor", "slower"),
        ("mas despacio", "slower"),
        ("sigue", "go on"),
    ],
)
def test_a_yes_or_no_is_understood_and_what_always_works(said: str, meant: str | None) -> None:
    assert reply_in(said, YES_NO) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("siete", "7"),
        ("un siete", "7"),
        ("eh, creo que un siete", "7"),
        ("7/10", "7"),
        ("siete de diez", "7"),
        ("siete, no, ocho", "8"),
        ("nada", "0"),
        ("estoy en un cinco", "5"),
        ("como un seis, más o menos", "6"),
        ("no siete", None),
    ],
)
def test_a_number_is_understood(said: str, meant: str | None) -> None:
    assert reply_in(said, NUMBERS) == meant


@pytest.mark.parametrize("said", ["listo", "lista", "ya estoy lista", "siguiente", "estoy listo"])
def test_ready_is_said_by_everybody(said: str) -> None:
    assert reply_in(said, READY) == "listo"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("un poco mejor", "mejor"), ("sigo igual", "igual"), ("me siento peor hoy", "peor")],
)
def test_a_change_is_understood(said: str, meant: str) -> None:
    assert reply_in(said, CHANGE) == meant


def test_a_correction_follows_the_words_for_it() -> None:
    assert all(lead == normal(lead) for lead in SPANISH.replies.meant)
    assert reply_in("siete, digo ocho", NUMBERS) == "8"


def test_the_items_of_a_menu_are_picked_by_their_words_and_places() -> None:
    window, water = choice_options(("Mirar la ventana", "Un vaso de agua"), (), SPANISH)
    assert {"mirar la ventana", "ventana", "la primera", "uno"} <= {*window.phrases}
    assert {"agua", "vaso", "el último", "dos"} <= {*water.phrases}
    assert "un" not in water.phrases


def test_articles_are_left_away() -> None:
    assert option("la ventana", SPANISH).phrases == ("la ventana", "ventana")


def test_the_list_of_what_can_be_said_is_spanish() -> None:
    lines = SPANISH.lines
    assert spoken_list(lines, ["sí", "no"]) == "sí o no"
    assert spoken_list(lines, ["siete", "ocho"]) == "siete u ocho"
    assert can_say(lines, ["mejor", "igual", "otra cosa"]) == (
        "Puedes decir mejor, igual u otra cosa. Basta siempre funciona."
    )


def test_no_line_of_the_house_is_longer_than_twelve_words() -> None:
    sentences = [part for line in SPANISH.lines.fixed() for part in line.split(". ")]
    assert [sentence for sentence in sentences if len(sentence.split()) > 12] == []


def test_the_built_in_ear_is_trusted_with_yes_no_and_the_words_that_win_over_all_others() -> None:
    trusted = within_earshot(YES_NO)
    assert [answer.name for answer in trusted.answers] == ["sí", "no"]
    assert [word.name for word in trusted.always] == list(FIRST)
    assert within_earshot(NUMBERS).answers == ()
    english = vocabulary(options(("yes", "no")), is_open=True)
    assert within_earshot(english) is english


def test_a_spanish_session_says_in_spanish_what_goes_on() -> None:
    yes, no = options(("sí", "no"), SPANISH)
    asked = Question("¿Quieres?", (Reply(yes, "fin"), Reply(no, "fin")))
    told = script(Step("hola", question=asked), Step("fin", say=(Line("Adiós."),), end=Ending.DONE))
    stage = Stage(replace(told, language="es"))
    stage.happen(Troubled(Trouble.FEW_WORDS))
    stage.until_asked()
    assert SPANISH.lines.few_words in stage.said
    stage.person("sí", confidence=0.5)
    assert stage.said[-1] == "Sí, ¿lo entendí bien?"
    stage.person("stop")
    assert stage.said[-1] == SPANISH.lines.landing


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("Necesito ayuda, por favor.", "help"),
        ("ya no quiero vivir", "help"),
        ("A veces pienso en suicidarme.", "help"),
        ("no puedo mas", "help"),
        ("Quiero morirme.", "help"),
        ("quiero morirme de risa", None),
        ("me muero de hambre", None),
        ("No estoy segura de eso.", None),
        ("no puedo más tarde", None),
        ("mi marido me pega", "not alone here"),
        ("Me están haciendo daño.", "not alone here"),
        ("no me deja salir", "not alone here"),
        ("Habla bajo, me pueden oír.", "not alone here"),
        ("estoy solo en casa", None),
    ],
)
def test_words_of_need_are_found_in_whole_sentences(said: str, need: str | None) -> None:
    assert need_in(said, SPANISH) == need
