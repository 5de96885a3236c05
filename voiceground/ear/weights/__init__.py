"""What the ear has learnt, and the card that says from whom: see MODEL_CARD.md beside this file."""

from pathlib import Path

from voiceground.errors import EarError

WEIGHTS = Path(__file__).parent


def weights_missing(folder: Path, error: Exception) -> EarError:
    """The sentence for weights that cannot be read."""
    return EarError(
        f"The ear's weights in {folder} cannot be read ({error}). Keys still work. "
        "Installing voiceground again brings them back."
    )
