"""What may stand before and after a reply in Spanish: "eh, creo que un siete, gracias".

The rules are those of English (``en.carriers``). The weights are judged and not counted, by the English
ones: there is no corpus of replies in distress in Spanish either.
"""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.core.languages.language import Carriers, Kind, Row, table

ANY = frozenset(Kind)
ORDERS = frozenset({Kind.STOP, Kind.GLOBAL})
ANSWERS = ANY - ORDERS
YES_NO = frozenset({Kind.YES, Kind.NO})
FEELINGS = frozenset({Kind.STATE, Kind.EASING})
YES, NO, STOP, GLOBAL, NUMBER, NEXT, FREE = (
    frozenset({kind})
    for kind in (Kind.YES, Kind.NO, Kind.STOP, Kind.GLOBAL, Kind.NUMBER, Kind.NEXT, Kind.FREE)
)

HESITATIONS = ("eh", "em", "pues", "bueno", "este", "mm", "ah", "ay", "hmm", "um", "uh")

_BEFORE: tuple[Row, ...] = (
    (ANY, -2.0, ("eh", "em", "pues")),
    (ANY, -3.0, ("bueno", "este", "mm", "ah", "ay")),
    (ANY, -4.5, ("y", "vale", "oye", "mira", "hmm", "um", "uh")),
    (ANY, -6.0, ("pero", "entonces")),
    (ANSWERS, -2.5, ("creo que", "yo creo que", "tal vez", "quizás")),
    (ANSWERS, -3.5, ("diría que", "yo diría que", "supongo que", "me parece que", "a lo mejor", "quizá")),
    (ANSWERS, -4.5, ("creo que es", "creo que estoy", "digamos", "digamos que", "mi respuesta es")),
    (NUMBER, -1.5, ("un", "es un", "como un")),
    (NUMBER, -2.5, ("estoy en", "estoy en un", "en un", "creo que un", "creo que es un", "quizás un")),
    (
        NUMBER,
        -3.5,
        (
            *("más o menos", "más o menos un", "como", "ahora un", "ahora es un", "todavía un", "sigo en"),
            *("sigo en un", "diría un", "yo diría un", "tengo un", "sería un"),
        ),
    ),
    (NUMBER, -4.5, ("número", "el", "mi número es", "mi número es el", "es el", "ahora es", "le doy un")),
    (FEELINGS, -2.0, ("estoy", "me siento", "es", "está")),
    (
        FEELINGS,
        -3.5,
        (
            *("un poco", "un poquito", "algo", "todavía", "ahora", "ahora estoy", "sigo", "me encuentro"),
            *("va", "todo", "esto es"),
        ),
    ),
    (YES_NO, -4.0, ("que", "dije que", "he dicho que")),
    (NO, -3.5, ("perdón", "lo siento", "la verdad")),
    (NEXT, -2.5, ("estoy", "ya estoy", "ya", "vamos", "podemos", "al", "a la")),
    (FREE, -2.0, ("el", "la", "un", "una", "los", "las", "es el", "es la")),
    (
        FREE,
        -3.5,
        (
            *("quiero", "quiero el", "quiero la", "prefiero", "prefiero el", "prefiero la", "elijo", "mejor"),
            *("me gustaría", "vamos con", "quisiera"),
        ),
    ),
    (ORDERS, -1.5, ("por favor",)),
    (ORDERS, -3.5, ("un poco", "un poquito", "perdón", "he dicho", "dije")),
    (GLOBAL, -3.5, ("no", "ay por favor")),
    (STOP, -1.5, ("no",)),
    (STOP, -2.5, ("no no", "ya", "no por favor", "por favor ya", "vale por favor")),
    (STOP, -3.5, ("ay no", "dios", "dios mío", "sí")),
)

REQUESTS: Mapping[tuple[str, ...], float] = {
    tuple(words.split()): weight
    for weight, row in (
        (-2.0, ("puedes", "podemos", "quiero", "vamos a")),
        (-3.0, ("podrías", "podríamos", "puedo", "quisiera", "me gustaría", "necesito", "prefiero")),
        (-4.0, ("por favor puedes", "puedes por favor", "solo quiero")),
    )
    for words in row
}

VERBS = frozenset({"parar", "esperar", "seguir", "continuar", "repetir", "volver", "regresar", "saltar"})

_AFTER: tuple[Row, ...] = (
    (ANY, -1.5, ("por favor",)),
    (ANY, -2.5, ("gracias", "muchas gracias")),
    (ANY - YES_NO - FREE, -2.0, ("ahora", "ya")),
    (ANY - YES_NO - FREE, -3.5, ("ahora mismo",)),
    (ANSWERS, -2.5, ("creo", "creo yo")),
    (ANSWERS, -4.0, ("tal vez", "quizás", "supongo", "diría yo", "la verdad")),
    (FEELINGS | NUMBER, -3.5, ("hoy", "ahora", "por ahora", "de momento", "en este momento")),
    (FEELINGS, -4.0, ("que antes", "como antes")),
    (NUMBER, -2.5, ("de diez", "o así", "más o menos")),
    (YES, -2.5, ("quiero", "claro", "por supuesto", "me gustaría", "puedo", "lo es", "lo estoy")),
    (YES, -3.5, ("vamos", "está bien", "creo que sí", "adelante", "de acuerdo", "vale")),
    (NO, -2.5, ("no quiero", "no puedo", "ahora no", "todavía no", "lo siento", "no mucho")),
    (NO, -3.5, ("creo que no", "prefiero que no", "aún no", "mejor no", "no me apetece")),
    (NO, -4.5, ("hoy no", "para nada", "no quiero eso", "perdón")),
    (NEXT, -3.0, ("vale", "para seguir", "cuando quieras")),
    (ORDERS, -3.5, ("vale", "un momento", "un poco", "un poquito", "aquí")),
    (ORDERS, -4.5, ("otra vez", "un minuto", "un segundo", "quieres", "puedes")),
)

CARRIERS = Carriers(
    hesitations=HESITATIONS,
    before=table(_BEFORE),
    after=table(_AFTER),
    requests=REQUESTS,
    verbs=VERBS,
    keen=frozenset({("bueno",), ("pues",), ("ah",)}),
    gaining=(("eh",), ("em",), ("pues",)),
    shouted=frozenset({"sí", "no", "basta", "para", "espera", "ya basta", "para ya", "no más"}),
    undoubled=frozenset({"nada", "ninguno", "ninguna"}),
    respelt={"ok": "okay"},
    negated=frozenset({"no", "ni", "nunca"}),
    turned_orders=("no quiero", "no puedo", "no quiero que"),
    turned_answers=("no", "no es", "no un"),
    never=tuple(
        ("no", *verb.split(), order)
        for verb in ("quiero", "puedo", "podemos", "podría", "necesito", "vamos a", "quisiera", "me gustaría")
        for order in ("parar", "salir", *sorted(VERBS - {"parar"}))
    ),
)
