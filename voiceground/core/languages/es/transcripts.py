"""How a whole transcript of Spanish is read: spellings, corrections, negations (see ``core.transcripts``)."""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.core.languages.language import Transcripts, Words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPELLINGS: Mapping[str, str] = {
    "ok": "okay",
    "okey": "okay",
    "oki": "okay",
    "ehh": "eh",
    "hm": "hmm",
    "mhm": "ajá",
    "sip": "sí",
    "nop": "no",
}

HOMOPHONES: Mapping[str, str] = {
    "un": "uno",
    "una": "uno",
    "sinco": "cinco",
    "dies": "diez",
    "nuebe": "nueve",
}

CORRECTIONS: tuple[Words, ...] = (
    *(("digo",), ("no", "digo"), ("perdón",), ("no", "perdón"), ("mejor", "dicho"), ("o", "mejor")),
    *(("quise", "decir"), ("no", "quise", "decir"), ("quería", "decir"), ("no", "espera"), ("espera", "no")),
)

NUMBER_CORRECTIONS: tuple[Words, ...] = (("no",), ("que", "sea"), ("pon",), ("no", "un"))

TAGS = frozenset(
    (
        *("okay", "vale", "claro", "bueno", "dale", "venga", "vamos", "de acuerdo", "está bien", "ajá"),
        *("por supuesto", "correcto", "así es", "eso es", "quiero", "no quiero", "no puedo", "luego"),
        *("nada", "ninguno", "ninguna", "igual", "ya", "ya está", "eso es todo"),
    )
)

# "Para" is also "for": what follows it tells the two apart.
NO_STOP_BEFORE = _words(
    "mí mi ti mis tu tus él ella ellos nosotros que el la los las lo un una nada eso esto ese esa este esta "
    "ser estar poder ver mañana hoy siempre entonces nadie todo todos con de"
)
NO_STOP_AFTER = _words("eso esto me te le nos les con se lo nunca él ella un una el la")

TRANSCRIPTS = Transcripts(
    spellings=SPELLINGS,
    homophones=HOMOPHONES,
    corrections=CORRECTIONS,
    number_corrections=NUMBER_CORRECTIONS,
    turns=_words("pues bueno entonces pero eh em vale"),
    quoting=_words("dijo dice decía dijeron dicen preguntó contestó llamó que palabra"),
    tags=TAGS,
    negations=_words("no nunca jamás ni sin nadie tampoco"),
    forbidding=_words("no nunca jamás ni"),
    links=_words(
        "quiero quiere quieres quieras que me te lo la nos necesito tengo tienes tiene debo debes puedo "
        "puedes puede podemos vas voy vamos a de pienso creo por favor"
    ),
    no_stop_after=NO_STOP_AFTER,
    no_stop_before=NO_STOP_BEFORE,
    hard_stops=(
        *(("basta",), ("para",), ("ya", "basta"), ("para", "ya"), ("por", "favor", "para"), ("stop",)),
        *(("detente",), ("por", "favor", "basta")),
    ),
    stop_leads=_words("por favor no ya"),
    whole=_words(
        "a y o e u sí si no ni ya un es de el la lo me te se tú yo él va al eh em ah ay mm ok en su mi ti"
    ),
    out_of_ten="de diez",
)
