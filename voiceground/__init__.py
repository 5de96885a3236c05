"""voiceground: a calm voice that stays with a person in distress, on their own machine."""

__version__ = "0.1.0"
