"""Which files are in use: a lock that the system lets go of when its process is gone, however it went.

A file that nobody holds and that has no end was cut off.
"""

from __future__ import annotations

import contextlib
import sys

if sys.platform == "win32":

    def hold(descriptor: int) -> bool:
        """Windows has no such lock that leaves a file readable: there, nobody can tell."""
        del descriptor
        return False

    def share(descriptor: int, *, alone: bool) -> None:
        """Nor can one wait there."""
        del descriptor, alone

else:
    import fcntl

    def hold(descriptor: int) -> bool:
        """Hold an open file until it is closed; False when another holds it, or when nobody can tell."""
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def share(descriptor: int, *, alone: bool) -> None:
        """Wait until nobody has it alone, or until nobody has it at all, and have it so until it is closed.

        Raises:
            OSError: the file system knows no locks.
        """
        fcntl.flock(descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
