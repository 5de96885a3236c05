"""How people say in Spanish that they are in need (see ``core.need``).

Each row is a pattern over folded words: lower case, without accents. It has fewer rows than the English table
and nobody who grew up with Spanish has read it yet; it is a floor, and no detector.
"""

from __future__ import annotations

from voiceground.core.languages.language import HELP, NOT_ALONE, Needs

UNHEARD = frozenset(
    (
        *("ahora", "ay", "dios", "eh", "favor", "hoy", "muy", "por", "pues", "realmente", "siempre", "tan"),
        "ya",
    )
)
"""Words that make no difference here."""

THEY = (
    "(?:el|ella|ellos|alguien|mi (?:marido|mujer|pareja|novio|novia|padre|madre|padrastro|hermano|hijo|ex))"
)
HARMS = (
    "(?:pega|pegan|pego|golpea|golpean|golpeo|maltrata|maltratan|amenaza|amenazan|viola|violan|violo|lastima|"
    "lastiman|ataca|atacan|persigue|persiguen|hace daño|hacen daño|(?:esta|estan) (?:pegando|golpeando|"
    "maltratando|amenazando|lastimando|haciendo daño|siguiendo|tocando))"
)

NEAR_ROWS = (
    r"\bno estoy sol[oa](?: aqui| en casa)?$",
    rf"\bme {HARMS}\b",
    r"\babusan? de mi\b|\bme (?:han|ha) (?:pegado|violado|golpeado|amenazado)\b",
    rf"\b{THEY} (?:esta|estan) (?:aqui|escuchando|oyendo|en (?:la )?casa|en la puerta)$",
    r"\bme pueden? (?:oir|escuchar)$|\b(?:pueden?|podrian?) (?:oirme|escucharme)$",
    r"\bno me dejan? (?:salir|ir|irme|llamar|hablar)\b",
    r"\bme (?:tienen?|han|ha) encerrad[oa]\b|\bme encerr(?:o|aron)\b",
    rf"\btengo miedo (?:de|a) {THEY}$|\ble tengo miedo$",
)

HELP_ROWS = (
    r"^(?:ayuda|ayudame|ayudenme|auxilio|socorro)$",
    r"\b(?:necesito|quiero|pido|busco) (?:mas |algo de )?ayuda$",
    r"\bpued(?:es|e|en) ayudarme$|\balguien (?:que )?me ayude$",
    r"\bnecesito (?:hablar con|ver a|llamar a) (?:alguien|una persona|un medico|una medica)\b",
    r"\bno (?:estoy|me siento) a salvo\b|\bno me siento segur[oa](?: aqui| en casa)?$|\bestoy en peligro\b",
    r"\b(?:hacerme|me hago|me hice) daño\b(?! (?:al|en el|corriendo|jugando))",
    r"\b(?:lastimarme|cortarme|quemarme|ahorcarme)$|\bautolesi",
    r"\b(?:quiero|quisiera|queria) (?:morir|morirme)\b(?! de)|\bganas de morir(?:me)?$",
    r"\b(?:quiero|quisiera) (?:desaparecer|estar muert[oa]|no existir|no despertar(?:me)?)$",
    r"\bojala (?:estuviera muert[oa]|me muriera|no despertara)\b",
    r"\bno quiero (?:vivir|seguir viviendo|seguir viv[oa]|existir)(?: mas| asi)?$",
    r"\b(?:matarme|me mato|suicidarme|suicidio|me voy a suicidar)\b",
    r"\b(?:quitarme|acabar con|terminar con) (?:la|mi) vida\b",
    r"\b(?:acabar|terminar) con todo$|\bquiero que (?:todo|esto) (?:se )?acabe$",
    r"\btom(?:e|ado) (?:demasiadas|muchas|todas las) (?:pastillas|pildoras)$|\bsobredosis\b",
    r"\bno puedo (?:mas|seguir|seguir asi|aguantar mas|con esto)$|\bno aguanto mas$",
    r"\bno (?:tengo|hay|veo) (?:ninguna |ningun )?(?:razon|motivo|salida)(?: para (?:vivir|seguir))?$",
    r"\bcansad[oa] de vivir\b|\bestari(?:a|an) mejor (?:muert[oa]|sin mi)\b",
    r"\bla vida no (?:vale|merece) (?:nada|la pena)\b",
)

NEED = Needs({}, UNHEARD, {NOT_ALONE: NEAR_ROWS, HELP: HELP_ROWS})
