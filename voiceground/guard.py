"""The offline guard: from its first moment on, this process and its children cannot open internet sockets.

Linux: a seccomp filter of a few instructions looks at one system call, ``socket``, and refuses the families
AF_INET, AF_INET6 and AF_PACKET (with EACCES, which socket(2) names for this), and nothing else. It holds for
all threads and all children, in whatever language they are written, and cannot be taken off again. A sound
server that runs already is not reached by it, for it is not our child.

Elsewhere, and where a kernel has no such filters: an audit hook refuses the same in Python, in this process.

There is no setting and no variable that turns it off. docs/privacy.md says where it ends.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from itertools import chain

REFUSED_FAMILIES: Mapping[str, int] = {"AF_INET": 2, "AF_INET6": 10, "AF_PACKET": 17}
"""By Linux's numbers. The module `socket` is not imported here, nor anywhere in the package."""

SENTENCE = "voiceground opens no connection to the internet. This was refused, and nothing was sent."


_state = "off: this process was not started as a command"


def install() -> None:
    """Close this process, its threads and its children to the internet, for good."""
    global _state  # noqa: PLW0603  a process has one guard, and cannot lose it
    if _state.startswith("on"):
        return
    why = _filtered() if sys.platform == "linux" else "only Linux has seccomp filters"
    if not why:
        _state = "on (seccomp filter)"
        return
    sys.addaudithook(_refuse)
    _state = f"on (audit hook): {why}"


def state() -> str:
    """Whether this process is guarded, and how, in a few words; ``doctor`` shows them."""
    return _state


# --- elsewhere: an audit hook -----------------------------------------------------------------------

HOST_NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
NETWORK = frozenset({2, 10, 17, 23, 24, 28, 30})
"""AF_INET is 2 everywhere, AF_PACKET 17; AF_INET6 is 10 on Linux, 23 on Windows, 24, 28 or 30 on the BSDs."""


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook: no such socket is made, used where it was made by other means, or asks for a host."""
    if not event.startswith("socket."):
        return
    if event == "socket.__new__":
        family = arguments[1]
    else:
        family = getattr(arguments[0], "family", None) if arguments else None
    if family in NETWORK or event in HOST_NAMES:
        raise PermissionError(EACCES, SENTENCE)


# --- Linux: a seccomp filter ------------------------------------------------------------------------

EACCES = 13
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_SET_MODE_FILTER = 1
SECCOMP_FILTER_FLAG_TSYNC = 1
"""Every thread of this process gets the filter, not only the one that asks for it."""

ALLOW = 0x7FFF0000
REFUSE = 0x00050000 | EACCES
"""SECCOMP_RET_ERRNO and the number."""

LOAD, JUMP_EQUAL, AND, RETURN = 0x20, 0x15, 0x54, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
"""Where the filter finds them in ``struct seccomp_data``; of the argument the low half, which Linux reads."""

X32_BIT = 0x40000000
I386 = 0x40000003
I386_SOCKETCALL, SOCKETCALL_SOCKET = 102, 1

SECCOMP_CALLS: Mapping[tuple[str, int], int] = {
    ("x86_64", 8): 317,
    ("x86_64", 4): 354,
    ("i686", 4): 354,
    ("aarch64", 8): 277,
    ("aarch64", 4): 383,
    ("armv7l", 4): 383,
    ("riscv64", 8): 277,
}
"""The number of the system call ``seccomp``, by machine and bytes of a pointer (a 64-bit kernel may carry a
32-bit system, as on some Raspberry Pis): the C library has no function for it."""

SOCKET_CALLS: Mapping[int, int] = {
    0xC000003E: 41,  # x86-64, and x32 by the bit above
    I386: 359,
    0xC00000B7: 198,  # aarch64
    0x40000028: 281,  # 32-bit ARM
    0xC00000F3: 198,  # RISC-V, 64 bits
}
"""The number of ``socket`` by architecture (AUDIT_ARCH_...): those a process on these machines can call from,
the 32-bit side doors of the 64-bit ones included."""


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def _filtered() -> str:
    """Install the filter; returns why that failed, or nothing."""
    machine = os.uname().machine, ctypes.sizeof(ctypes.c_void_p)
    if machine not in SECCOMP_CALLS or sys.byteorder != "little":
        return f"no filter was written for {machine[0]}"
    code = b"".join(_filter())
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    # Children that would get more rights than we have could take the filter off; so there are none.
    if libc.prctl(PR_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0))):
        return f"the kernel refused it ({os.strerror(ctypes.get_errno())})"
    number = ctypes.c_long(SECCOMP_CALLS[machine])
    operation, flags = ctypes.c_uint(SECCOMP_SET_MODE_FILTER), ctypes.c_uint(SECCOMP_FILTER_FLAG_TSYNC)
    result = libc.syscall(number, operation, flags, ctypes.byref(program))
    if result > 0:
        return f"thread {result} has a filter of its own"
    return f"the kernel refused it ({os.strerror(ctypes.get_errno())})" if result else ""


def _filter() -> Iterator[bytes]:
    """The filter, instruction by instruction. A jump skips so many of those that follow."""
    families = tuple(REFUSED_FAMILIES.values())
    refusing = [_step(LOAD, FIRST_ARGUMENT), *chain(*(_if_equal(family, REFUSE) for family in families))]
    yield _step(LOAD, ARCHITECTURE)
    for architecture, call in SOCKET_CALLS.items():
        block = [_step(LOAD, NUMBER), _step(AND, ~X32_BIT & 0xFFFFFFFF)]
        if architecture == I386:  # its old socketcall hides the family in memory, where no filter can look
            block += [
                _step(JUMP_EQUAL, I386_SOCKETCALL, 0, 4),
                _step(LOAD, FIRST_ARGUMENT),
                *_if_equal(SOCKETCALL_SOCKET, REFUSE),
                _step(RETURN, ALLOW),
            ]
        block += [_step(JUMP_EQUAL, call, 0, len(refusing)), *refusing, _step(RETURN, ALLOW)]
        yield _step(JUMP_EQUAL, architecture, 0, len(block))
        yield from block
    yield _step(RETURN, REFUSE)  # an architecture that this kernel should not have: no call of it at all


def _if_equal(value: int, answer: int) -> tuple[bytes, bytes]:
    """Answer so when what was loaded has this value, and go on when it has not."""
    return _step(JUMP_EQUAL, value, 0, 1), _step(RETURN, answer)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """``struct sock_filter``."""
    return struct.pack("=HBBI", code, if_true, if_false, value)
