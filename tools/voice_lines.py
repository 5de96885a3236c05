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
