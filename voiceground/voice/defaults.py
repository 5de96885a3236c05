"""The house's own choice of voice; docs/voice.md says how it was made."""

from __future__ import annotations

DEFAULT_VOICE = "gmw/en-us+ed"
DEFAULT_PITCH = 40
"""0 to 100; 50 is the voice's own height."""
