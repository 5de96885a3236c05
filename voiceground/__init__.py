"""voiceground: a calm voice that stays with a person in distress, on their own machine."""

import os

# numpy's algebra starts a thread a core, and here they only wait for each other: with two, the ear took
# five times the processor. Whoever wants more sets the variable.
for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

__version__ = "0.1.0"
