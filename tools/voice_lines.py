"""Sentences of the kind that voiceground says: what the voice was chosen and its rate calibrated on."""

from __future__ import annotations

LINES = (
    "I'm with you.",
    "You can say stop at any point.",
    "If you like, let your eyes wander around the room.",
    "Some people find five things that they can see.",
    "You might notice one sound near you, and one further away.",
    "From zero to ten, what is your number now?",
    "Let your feet press into the floor a little.",
    "Take whatever time you need.",
    "Would you like to go on, or would you rather rest here?",
    "Your hands could feel the cloth of your sleeve, or the edge of a chair.",
    "That's enough for now.",
    "You can keep the rhythm that your own breath has.",
    "Is there a colour here that you like?",
    "I'm still here, and nothing needs to happen.",
    "It's Tuesday evening, and you are at home.",
    "We could try this once more, or leave it there.",
    "Maybe turn your head slowly, and look for the door.",
    "Say ready when you are, or say nothing.",
    "Many people find that this takes a few minutes to settle.",
    "You can come back any time.",
)
"""Twenty sentences of 3 to 15 words."""

SPANISH_LINES = (
    "Estoy contigo.",
    "Puedes decir basta cuando quieras.",
    "Si quieres, tus ojos pueden recorrer el lugar sin prisa.",
    "Hay quien encuentra cinco cosas que ver.",
    "Quizás notes un sonido cerca de ti, y otro más lejos.",
    "Del cero al diez, ¿cuál es tu número ahora?",
    "Podrías apoyar los pies en el suelo.",
    "Puedes tomarte el tiempo que necesites.",
    "¿Quieres seguir, o prefieres descansar aquí un poco?",
    "Tus manos podrían notar la tela de la manga, o el borde de una silla.",
    "Con eso alcanza por ahora.",
    "Puedes dejar que tu respiración vaya a su ritmo.",
    "¿Hay aquí algún color que te guste?",
    "Sigo aquí, y no hace falta que pase nada.",
    "Es martes por la tarde, y estás en tu casa.",
    "Podríamos probar esto una vez más, o dejarlo ahí.",
    "Quizás puedas girar despacio la cabeza, y buscar la puerta.",
    "Di listo cuando quieras, o no digas nada.",
    "Mucha gente necesita unos minutos hasta que baja.",
    "Puedes volver en cualquier momento.",
)
"""Twenty more in Spanish, of 2 to 15 words."""

LINES_OF = {"en": LINES, "es": SPANISH_LINES}
