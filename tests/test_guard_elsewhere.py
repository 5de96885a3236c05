"""The guard where no filter can be tried: the audit hook of other systems, the filter of other machines."""

from __future__ import annotations

import os
import struct
import sys

import pytest

from tests.guarded import guarded
from voiceground import guard

# --- elsewhere: the audit hook ----------------------------------------------------------------------

ELSEWHERE = "guard.sys = type('Elsewhere', (), {'platform': 'darwin', 'addaudithook': sys.addaudithook}); "
ELSEWHERE += "guard.install()"


def test_elsewhere_python_is_refused_with_a_sentence() -> None:
    tries = "print(guard.state()); print(tried()); print(tried(socket.AF_INET6, socket.SOCK_DGRAM))"
    told = guarded(tries, install=ELSEWHERE)
    assert told == ["on (audit hook): only Linux has seccomp filters", guard.SENTENCE, guard.SENTENCE]


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.getaddrinfo('voiceground.example', 80)",
        "socket.gethostbyname('voiceground.example')",
        "socket.create_connection(('127.0.0.1', 9))",
        "made_before.connect(('127.0.0.1', 9))",
        "made_before.sendto(b'x', ('127.0.0.1', 9))",
        "made_before.bind(('127.0.0.1', 0))",
        "import _socket; _socket.socket().connect(('127.0.0.1', 9))",
    ],
)
def test_elsewhere_no_other_door_of_python_leads_out(attempt: str) -> None:
    before = "made_before = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    lines = [*attempt.split("; ")]
    tries = "\n".join(
        [*lines[:-1], "try:", f"    {lines[-1]}", "except OSError as error: print(error.strerror)"]
    )
    assert guarded(tries, before=before, install=ELSEWHERE) == [guard.SENTENCE]


@pytest.mark.skipif(os.name == "nt", reason="needs AF_UNIX")
def test_elsewhere_sockets_of_this_machine_are_not_touched() -> None:
    tries = """
print(tried(socket.AF_UNIX))
a, b = socket.socketpair()
print(socket.socket(fileno=os.dup(a.fileno())).send(b"hello"), b.recv(9), socket.gethostname() != "")
"""
    assert guarded(tries, install=ELSEWHERE) == ["open", "5 b'hello' True"]


def test_where_a_kernel_refuses_the_filter_the_hook_takes_its_place() -> None:
    install = "guard._filtered = lambda: 'the kernel refused it (Function not implemented)'; guard.install()"
    told = guarded("print(guard.state()); print(tried())", install=install)
    if sys.platform == "linux":
        assert told == ["on (audit hook): the kernel refused it (Function not implemented)", guard.SENTENCE]


# --- other machines: the filter, done by hand --------------------------------------------------------------


def test_the_filter_is_as_long_as_it_has_to_be() -> None:
    """Every jump of the filter lands inside it, and every way through it ends in an answer."""
    code = [struct.unpack("=HBBI", step) for step in guard._filter()]
    for place, (operation, if_true, if_false, _) in enumerate(code):
        if operation == guard.JUMP_EQUAL:
            assert max(if_true, if_false) + place + 1 < len(code)
    assert code[-1] == (guard.RETURN, 0, 0, guard.REFUSE)
    assert {answer for operation, _, _, answer in code if operation == guard.RETURN} == {
        guard.ALLOW,
        guard.REFUSE,
    }


def answer_of(architecture: int, number: int, argument: int) -> int:
    """What the filter answers to a call: the few instructions that it uses, done by hand."""
    seen = {guard.ARCHITECTURE: architecture, guard.NUMBER: number, guard.FIRST_ARGUMENT: argument}
    code = [struct.unpack("=HBBI", step) for step in guard._filter()]
    place = value = 0
    while True:
        operation, if_true, if_false, operand = code[place]
        place += 1
        if operation == guard.LOAD:
            value = seen[operand]
        elif operation == guard.AND:
            value &= operand
        elif operation == guard.JUMP_EQUAL:
            place += if_true if value == operand else if_false
        else:
            assert operation == guard.RETURN
            return int(operand)


@pytest.mark.parametrize("architecture", guard.SOCKET_CALLS)
def test_on_every_architecture_exactly_three_families_are_refused(architecture: int) -> None:
    call = guard.SOCKET_CALLS[architecture]
    refused = {family for family in range(64) if answer_of(architecture, call, family) == guard.REFUSE}
    assert refused == {2, 10, 17}


@pytest.mark.parametrize("architecture", guard.SOCKET_CALLS)
def test_on_every_architecture_no_other_call_is_refused(architecture: int) -> None:
    call = guard.SOCKET_CALLS[architecture]
    refused = {n for n in range(600) if n != call and answer_of(architecture, n, 2) == guard.REFUSE}
    assert refused == set()
    refused = {n for n in range(600) if n != call and answer_of(architecture, n, 1) == guard.REFUSE}
    assert refused == ({guard.I386_SOCKETCALL} if architecture == guard.I386 else set())


def test_an_architecture_that_should_not_be_there_is_refused_whatever_it_wants() -> None:
    assert answer_of(0x12345678, 1, 1) == guard.REFUSE
