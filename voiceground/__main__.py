"""``python -m voiceground`` is ``voiceground``."""

import sys

from voiceground.cli import main

sys.exit(main())
