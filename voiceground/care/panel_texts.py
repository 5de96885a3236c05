"""What stands around the numbers on the screen, in each language that there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """What stands around the numbers.

    Attributes:
        code: of the language.
        no_country: no country is set, and how to set one; line by line.
        no_lines: the list has nothing for the country.
        from_list: of which list the numbers are, and whether any of them was confirmed.
        to: between the word of a text message and its number.
        only: after a name, the one place that it is for.
    """

    code: str
    no_country: tuple[str, ...]
    no_lines: str
    from_list: str
    none_confirmed: str
    some_confirmed: str
    traces: str
    keys: str
    quiet: str
    emergency: str
    text: str
    to: str
    or_text: str
    only: str


ENGLISH = Texts(
    code="en",
    no_country=(
        "No country is set, so there is no number here.",
        'To set one: voiceground help --country GB, or country = "GB" in the settings,',
        "or voiceground setup, which asks for it.",
    ),
    no_lines="There is no checked number for {} here. Who could you call?",
    from_list="From a list of {}. {}",
    none_confirmed="You have not confirmed any of them yet.",
    some_confirmed="Those marked + you have confirmed.",
    traces="A call may stay in the phone's list of calls.",
    keys="[d] puts this away   [x] ends this and clears the screen",
    quiet="[q] be quiet: somebody is near",
    emergency="Emergency",
    text="text",
    to="to",
    or_text="or text",
    only="only {}",
)
SPANISH = Texts(
    code="es",
    no_country=(
        "No hay ningún país elegido, y por eso aquí no hay número.",
        'Para elegirlo: voiceground help --country ES, o country = "ES" en los ajustes,',
        "o voiceground setup, que lo pregunta.",
    ),
    no_lines="No hay ningún número comprobado para {}. ¿A quién podrías llamar?",
    from_list="De una lista de {}. {}",
    none_confirmed="Todavía no has confirmado ninguno.",
    some_confirmed="Los que llevan + los has confirmado.",
    traces="Una llamada puede quedar en la lista del teléfono.",
    keys="[d] quita esto   [x] termina y limpia la pantalla",
    quiet="[q] silencio: hay alguien cerca",
    emergency="Emergencias",
    text="mensaje",
    to="al",
    or_text="o mensaje",
    only="solo {}",
)
TEXTS: Mapping[str, Texts] = {texts.code: texts for texts in (ENGLISH, SPANISH)}
"""By the code of the language. Names, hours, prices and hints stay as the list has them."""
