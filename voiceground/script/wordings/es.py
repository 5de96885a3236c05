"""The words that do harm in distress, in Spanish (content guide, sections 2.2, 2.4 and 9).

The hints are for writers and stay English, as the checker's own words do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from voiceground.script.wordings.table import Wording, words

_STATE = "Name something small to do instead of a state to reach."
_PRESSURE = 'Offer it: "si quieres", "podrías", "hay quien".'
_EASY = "It makes the hard sound easy. Leave it out."
_PRAISE = 'Thank without praise: "Gracias por contármelo", or say what comes next.'
_STILL = "Being told to keep still can feel like being held down. Offer movement."
_PROMISE = "Say only what is known: where you are, what time it is, what comes next."
_CONTROL = 'It gives up control. Say "podrías dejarlo aparte por ahora".'
_DEEP = 'It can set off a flashback. Say "una respiración pequeña y suave".'

INSTEAD: Mapping[str, str] = {
    "relájate": _STATE,
    "relaja": _STATE,
    "relajarte": _STATE,
    "cálmate": _STATE,
    "calmarte": _STATE,
    "tranquilízate": _STATE,
    "tranquilizarte": _STATE,
    "déjate llevar": _CONTROL,
    "suéltalo": _CONTROL,
    "déjalo ir": _CONTROL,
    "deja ir": _CONTROL,
    "ríndete": _CONTROL,
    "simplemente": _EASY,
    "solo tienes que": _EASY,
    "sólo tienes que": _EASY,
    "basta con": _EASY,
    "esfuérzate": _PRESSURE,
    "inténtalo más": _PRESSURE,
    "debes": _PRESSURE,
    "debe": _PRESSURE,
    "deberías": _PRESSURE,
    "tendrías que": _PRESSURE,
    "quiero que": _PRESSURE,
    "buen trabajo": _PRAISE,
    "bien hecho": _PRAISE,
    "muy bien": _PRAISE,
    "perfecto": _PRAISE,
    "excelente": _PRAISE,
    "genial": _PRAISE,
    "estás a salvo": _PROMISE,
    "estás bien": _PROMISE,
    "todo está bien": _PROMISE,
    "todo va a estar bien": _PROMISE,
    "todo irá bien": _PROMISE,
    "todo va a ir bien": _PROMISE,
    "no te pasa nada": _PROMISE,
    "todo pasa por algo": "Leave it out: it asks the person to agree that it was right.",
    "respira hondo": _DEEP,
    "respira profundo": _DEEP,
    "respira profundamente": _DEEP,
    "respiración profunda": _DEEP,
    "respiraciones profundas": _DEEP,
    "respiración honda": _DEEP,
    "quédate quieto": _STILL,
    "quédate quieta": _STILL,
    "no te muevas": _STILL,
    "confía en mí": "Trust is not asked for. Leave it out.",
}

_VERBS = words("""
    abre acepta acerca afloja agarra alarga apoya apriétate aprieta baja bebe busca camina canta cierra
    coge comienza concéntrate contesta contén cuenta da date deja descansa di dibuja empieza empuja escribe
    escucha elige endereza estira estírate exhala fíjate haz huele imagina inhala intenta inspira espira
    junta lee levanta levántate llama mantén mira mueve muévete nota observa olvida pasea pega pide piensa
    pisa pon ponte practica prueba quédate recoge recuerda repite respira retén sacude saborea siente
    siéntate sigue sonríe sopla suelta sujeta susurra tensa toca toma tómate traga usa ve ven visualiza
    vuelve
""")
_BEFORE_A_VERB = words("ahora y también solo suavemente lentamente despacio primero luego después entonces")
_CHOICES = words("si puedes podrías podría quizás quizá tal o u quieras quieres prefieres gustes")
_EMERGENCIES = words("ambulancia emergencia emergencias médica médico peligro urgencias")
_SUBJECT_ENDS = words("es son puede pueden podría podrían cuenta viene vienen")
_FRIENDLY = ("tómate tu tiempo", "como quieras", "cuando quieras", "sin prisa")

SPANISH = Wording(
    instead=INSTEAD,
    verbs=_VERBS,
    before_verb=_BEFORE_A_VERB,
    choices=_CHOICES,
    emergencies=_EMERGENCIES,
    subject_ends=_SUBJECT_ENDS,
    friendly=_FRIENDLY,
    closed=re.compile(
        r"\b((cierra|cierras|cierres|cerrar|cerrando) (los |tus |ambos )?ojos|ojos (\w+ )?cerrados)\b"
    ),
    open=re.compile(r"\babiert[oa]s?\b"),
    inward=re.compile(
        r"\b(respir\w+|inspir\w+|espir\w+|inhal\w+|exhal\w+|aire|pecho|corazón|latidos?|pulso|vientre"
        r"|barriga|estómago|pulmón|pulmones|cuerpos?|músculos?|mandíbula|garganta|hombros|tens\w+|tacto"
        r"|toc(a|ar|as|ando)|imagin\w+|visualiz\w+|imagen|imágenes|memorias?|recuerd\w+|recordar)\b"
    ),
    outward=words("aparte dejamos deja dejar fuera ni no nada sin tranquila"),
    how_long=re.compile(
        r"\b(segundos?|minutos?|respiraciones|cont(ar|ando) hasta|un (\w+ )?rato|hasta (cinco|diez|veinte))\b"
    ),
)
