"""The package comes first: it keeps numpy's algebra to one thread, in tests and benches as in a session."""

import voiceground as voiceground
