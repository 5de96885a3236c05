"""Which phrases mean which reply in Spanish: families, numbers, global words, and the places of menus.

Rule 1: one table for Spain and Latin America; where they differ, both are there ("vale", "dale").
Rule 2: what changes with who speaks is there in both forms ("listo", "lista").
Rule 3: a variant says one thing whatever the question was. "Bien" is no yes: it is often a polite no.
Rule 4: the voice says "basta" for stop and not "para", which in the middle of a line means "for"; both are
understood.

What may stand around a phrase ("eh", "creo que", "por favor") is in ``carriers``, not here.
"""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.core.languages.language import GO_ON, HELP, NOT_ALONE, STOP, WHAT, Menus, Replies

NUMBER_WORDS: Mapping[int, tuple[str, ...]] = {
    0: ("cero", "nada", "ninguno", "ninguna"),
    1: ("uno",),
    2: ("dos",),
    3: ("tres",),
    4: ("cuatro",),
    5: ("cinco",),
    6: ("seis",),
    7: ("siete",),
    8: ("ocho",),
    9: ("nueve",),
    10: ("diez",),
}

YES = (
    *("sí", "vale", "claro", "okay", "bueno", "dale", "sí por favor", "de acuerdo", "está bien", "ajá"),
    *("claro que sí", "por supuesto", "creo que sí", "ok", "me gustaría", "sí quiero", "quiero", "venga"),
    *("desde luego", "así es", "eso es", "correcto", "por qué no", "adelante", "sí adelante", "vamos"),
)
NO = (
    *("no", "no gracias", "ahora no", "todavía no", "aún no", "mejor no", "no quiero", "no mucho"),
    *("para nada", "creo que no", "no creo", "no puedo", "hoy no", "por ahora no", "de momento no"),
    *("prefiero que no", "preferiría que no", "la verdad no", "claro que no", "en absoluto"),
    *("no me apetece", "no me gustaría", "tal vez luego", "quizás luego", "luego", "más tarde"),
)
NEXT = (
    *("siguiente", "listo", "lista", "estoy listo", "estoy lista", "ya", "sigue", "continúa", "continuar"),
    *("ya estoy", "ya estoy listo", "ya estoy lista", "seguimos", "sigamos", "adelante", "vamos"),
    *("preparado", "preparada"),
)
DONE = (
    *("hecho", "ya está", "terminé", "he terminado", "ya terminé", "acabé", "he acabado", "ya acabé"),
    *("eso es todo", "terminado"),
)
BETTER = (
    *("mejor", "un poco mejor", "mucho mejor", "me siento mejor", "estoy mejor", "algo mejor"),
    *("un poquito mejor", "bastante mejor"),
)
SAME = (
    *("igual", "lo mismo", "estoy igual", "sigo igual", "sigue igual", "más o menos igual", "casi igual"),
    *("me siento igual", "sin cambios", "ningún cambio", "nada ha cambiado"),
)
WORSE = (
    *("peor", "un poco peor", "mucho peor", "me siento peor", "estoy peor", "algo peor"),
    *("un poquito peor", "bastante peor", "cada vez peor"),
)
TOO_MUCH = (
    *("demasiado", "es demasiado", "esto es demasiado", "ya es demasiado", "es mucho", "es mucho para mí"),
    *("demasiado para mí", "me supera"),
)

GLOBAL_WORDS: Mapping[str, tuple[str, ...]] = {
    STOP: (
        *("basta", "para", "ya basta", "para ya", "no más", "ya no más", "stop", "quiero parar", "detente"),
        *("parar", "ya no quiero", "no quiero más", "quiero salir", "déjame en paz", "déjame", "cállate"),
    ),
    # The words of the content guide (2.5) that a closed grammar can hold: a floor, and no detector.
    HELP: (
        *("ayuda", "ayúdame", "necesito ayuda", "socorro", "auxilio", "no estoy a salvo"),
        *("estoy en peligro", "hacerme daño", "quiero hacerme daño", "lastimarme", "quiero lastimarme"),
        *("matarme", "quiero matarme", "suicidarme", "quiero suicidarme", "quiero morir"),
        *("quiero morirme", "acabar con todo", "quiero acabar con todo", "no puedo más", "ya no puedo más"),
        *("no puedo seguir",),
    ),
    # Somebody is near who does harm: nothing that is said aloud may tell what this is.
    NOT_ALONE: (
        *("no estoy sola", "no estoy solo", "no estoy sola aquí", "no estoy solo aquí"),
        *("me están haciendo daño", "alguien me está haciendo daño", "alguien me hace daño"),
        *("alguien me lastima", "me están lastimando", "alguien me está lastimando"),
    ),
    "wait": (
        *("espera", "pausa", "un momento", "espera un momento", "un segundo", "un minuto", "momento"),
        *("espera un poco", "espera un minuto", "dame un momento", "dame un minuto", "dame un segundo"),
        *("necesito un momento", "necesito un minuto", "espérame", "esperar", "aguarda"),
    ),
    GO_ON: (
        *("sigue", "continúa", "seguir", "continuar", "adelante", "seguimos", "sigamos"),
        *("sigue adelante", "quiero seguir"),
    ),
    "repeat": (
        *("repite", "otra vez", "repítelo", "de nuevo", "dilo otra vez", "repetir", "una vez más"),
        *("qué dijiste", "qué has dicho", "cómo dices"),
    ),
    "back": ("atrás", "vuelve", "vuelve atrás", "volver", "regresa", "regresar"),
    "skip": ("salta", "saltar", "sáltalo", "salta esto", "sáltate esto", "omitir", "paso"),
    "slower": (
        *("más despacio", "despacio", "más lento", "demasiado rápido", "muy rápido"),
        *("habla más despacio", "habla más lento"),
    ),
    "faster": (
        *("más rápido", "más deprisa", "demasiado lento", "muy lento", "demasiado despacio"),
        *("habla más rápido",),
    ),
    "louder": (
        *("más alto", "más fuerte", "sube el volumen", "habla más alto", "habla más fuerte", "no te oigo"),
        *("muy bajo", "demasiado bajo", "más volumen"),
    ),
    WHAT: (
        *("qué puedo decir", "qué puedo hacer", "qué opciones tengo", "qué opciones hay", "opciones"),
        *("cuáles son mis opciones",),
    ),
    "quieter": (
        *("más bajo", "más bajito", "más suave", "baja el volumen", "habla más bajo", "muy alto"),
        *("demasiado alto", "muy fuerte", "demasiado fuerte", "menos volumen"),
    ),
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
    folded=dict(zip("áéíóúü", "aeiouu", strict=True)),
    articles=frozenset({"el", "la", "los", "las", "un", "una", "unos", "unas"}),
    meant=("quise decir", "no quise decir", "quería decir", "perdón quise decir", "digo", "no digo"),
)

PLACES: tuple[tuple[str, ...], ...] = (
    ("uno", "el primero", "la primera", "primero", "primera", "lo primero", "número uno"),
    ("dos", "el segundo", "la segunda", "segundo", "segunda", "lo segundo", "número dos"),
    ("tres", "el tercero", "la tercera", "tercero", "tercera", "lo tercero", "número tres"),
)
LAST = ("el último", "la última", "último", "última", "lo último")

EMPTY_WORDS = frozenset(
    (
        *("a", "al", "algo", "con", "de", "del", "e", "el", "en", "es", "ese", "eso", "esta", "este", "esto"),
        *("hay", "ir", "la", "las", "lo", "los", "me", "mi", "mis", "más", "muy", "o", "para", "poco"),
        *("por", "puedo", "que", "quiero", "se", "si", "su", "te", "tu", "tus", "u", "un", "una", "unas"),
        *("uno", "unos", "y", "ya"),
    )
)

MENUS = Menus(
    places=PLACES,
    last=LAST,
    empty=EMPTY_WORDS,
    joints=frozenset(
        (
            *("a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "o", "para", "por"),
            *("que", "u", "un", "una", "y"),
        )
    ),
    neither=("ninguna de estas", "ninguno de estos", "ninguna de las dos", "otra cosa"),
)
