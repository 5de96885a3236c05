"""The offline guard: from Python, from C, from threads and from children, nothing reaches the internet.

The guard cannot be taken off, so each test starts a process of its own to be guarded.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guarded import guarded
from tests.pulse_room import PulseRoom, activities, missing_tools
from voiceground import guard

TREE = Path(__file__).parent.parent
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")

# --- Linux: the filter ------------------------------------------------------------------------------


@on_linux
@pytest.mark.parametrize(
    ("family", "kind"),
    [("AF_INET", "STREAM"), ("AF_INET", "DGRAM"), ("AF_INET6", "STREAM"), ("AF_PACKET", "RAW")],
)
def test_python_cannot_open_a_socket_to_the_internet(family: str, kind: str) -> None:
    tries = f"print(tried(socket.{family}, socket.SOCK_{kind}))"
    assert guarded(tries) == ["Permission denied"]
    assert guarded(tries, install="") != ["Permission denied"], "the machine refuses it, not the guard"


@on_linux
@pytest.mark.parametrize("family", ["AF_UNIX", "AF_NETLINK"])
def test_sockets_of_this_machine_are_not_touched(family: str) -> None:
    assert guarded(f"print(tried(socket.{family}, socket.SOCK_DGRAM))") == ["open"]


@on_linux
def test_a_pair_of_sockets_still_talks() -> None:
    assert guarded("a, b = socket.socketpair(); a.send(b'hello'); print(b.recv(9).decode())") == ["hello"]


@on_linux
def test_other_families_get_the_same_answer_as_without_the_guard() -> None:
    """Nothing else is refused, however odd."""
    tries = f"""
for family in set(range(46)) - {set(guard.REFUSED_FAMILIES.values())}:
    print(family, [libc.socket(family, kind, 0) >= 0 or ctypes.get_errno() for kind in (1, 2, 3, 5)])
"""
    assert guarded(tries) == guarded(tries, install="")


@on_linux
def test_a_c_library_cannot_either() -> None:
    tries = "for family in (2, 10, 17): print(libc.socket(family, 1, 0), os.strerror(ctypes.get_errno()))"
    assert guarded(tries) == ["-1 Permission denied"] * 3


@on_linux
def test_a_c_library_cannot_ask_for_the_address_of_a_name() -> None:
    """The resolver of the C library opens sockets of its own; it finds no way out."""
    tries = """
found = ctypes.c_void_p()
print(libc.getaddrinfo(b"voiceground.example", b"80", None, ctypes.byref(found)) != 0, bool(found))
"""
    assert guarded(tries) == ["True False"]


@on_linux
def test_bits_that_linux_ignores_do_not_hide_a_family() -> None:
    """Linux reads the low half of the register only, and so does the filter."""
    call = guard.SOCKET_CALLS[0xC000003E] if platform.machine() == "x86_64" else 198
    tries = f"print(libc.syscall({call}, ctypes.c_ulong(2 | 1 << 32), 1, 0), os.strerror(ctypes.get_errno()))"
    assert guarded(tries) == ["-1 Permission denied"]


@on_linux
@pytest.mark.skipif(platform.machine() != "x86_64", reason="x32 is x86-64's")
def test_the_side_door_of_x32_is_closed() -> None:
    call = guard.SOCKET_CALLS[0xC000003E] | guard.X32_BIT
    tries = f"print(libc.syscall({call}, 2, 1, 0), os.strerror(ctypes.get_errno()))"
    assert guarded(tries) == ["-1 Permission denied"]


I386_SOCKET = bytes.fromhex("53 b867010000 bb02000000 b901000000 31d2 cd80 5b c3")
"""push rbx; eax = 359 (socket), ebx = AF_INET, ecx = SOCK_STREAM, edx = 0; int 0x80; pop rbx; ret"""


@on_linux
@pytest.mark.skipif(platform.machine() != "x86_64", reason="int 0x80 is x86-64's")
def test_the_side_door_of_32_bits_is_closed() -> None:
    """A 64-bit process can call as a 32-bit one does."""
    tries = f"""
import mmap
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write({I386_SOCKET!r})
where = ctypes.addressof(ctypes.c_char.from_buffer(page))
print(ctypes.CFUNCTYPE(ctypes.c_int)(where)())
"""
    before = guarded(tries, install="")
    if before == ["-38"]:
        pytest.skip("this kernel has no 32-bit calls")
    assert int(before[0]) > 0
    assert guarded(tries) == [str(-guard.EACCES)]


@on_linux
def test_threads_that_ran_before_and_threads_that_come_after_are_guarded() -> None:
    before = """
go, results = threading.Event(), []
def work(): go.wait(); results.append(tried())
old = threading.Thread(target=work); old.start()
"""
    tries = (
        "new = threading.Thread(target=work); new.start(); go.set(); old.join(); new.join(); print(results)"
    )
    assert guarded(tries, before=before) == ["['Permission denied', 'Permission denied']"]


@on_linux
def test_a_child_is_guarded_and_so_is_a_childs_child() -> None:
    tries = """
inner = "import socket; socket.socket()"
outer = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {inner!r}]).returncode)"
done = subprocess.run([sys.executable, "-c", outer], stderr=subprocess.PIPE, text=True)
print(done.returncode, "PermissionError" in done.stderr)
"""
    assert guarded(tries) == ["1 True"]


@on_linux
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_a_shell_is_guarded() -> None:
    tries = """
done = subprocess.run(["bash", "-c", "echo > /dev/tcp/127.0.0.1/9"], stderr=subprocess.PIPE, text=True)
print("socket: Permission denied" in done.stderr)
"""
    assert guarded(tries) == ["True"]


@on_linux
def test_it_cannot_be_taken_off_again() -> None:
    """No setting does it, and a second filter that allows everything changes nothing."""
    tries = """
allow = guard._step(guard.RETURN, guard.ALLOW)
guard._filter = lambda: iter([allow])
print(repr(guard._filtered()), tried())
"""
    assert guarded(tries) == ["'' Permission denied"]


@on_linux
def test_installing_it_twice_is_harmless() -> None:
    filters = "guard.install(); print(*[l.split()[1] for l in open('/proc/self/status') if 'filters' in l])"
    assert guarded(filters) == guarded(
        "print(*[l.split()[1] for l in open('/proc/self/status') if 'filters' in l])"
    )


@on_linux
def test_it_takes_less_than_two_milliseconds() -> None:
    """The best of five: what else a machine does at the moment is not the guard's."""
    code = "import time; t = time.perf_counter(); guard.install(); print(time.perf_counter() - t)"
    took = [float(guarded(code, install="")[0]) for _ in range(5)]
    assert min(took) < 0.002


def test_it_says_what_it_is() -> None:
    told = guarded("print(guard.state())")
    assert (
        told == ["on (seccomp filter)"] if sys.platform == "linux" else told[0].startswith("on (audit hook)")
    )
    assert guarded("print(guard.state())", install="") == ["off: this process was not started as a command"]


# --- the program ------------------------------------------------------------------------------------

PROGRAM = """
import sys
sys.argv = ["voiceground", *{arguments!r}]
from voiceground import cli, guard
try:
    code = cli.main()
except SystemExit as left:
    code = left.code
print(code, guard.state(), file=sys.stderr)
"""


@on_linux
@pytest.mark.parametrize("arguments", [["list"], ["no-such-command"]])
def test_every_command_is_guarded_whatever_becomes_of_it(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(arguments=arguments)],
        cwd=tmp_path,
        env={**os.environ, "VOICEGROUND_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr.splitlines()[-1].endswith("on (seccomp filter)")


def test_a_program_that_calls_us_as_a_function_stays_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    from voiceground import cli

    before = guard.state()
    assert cli.main(["list"]) == 0
    assert guard.state() == before
    assert capsys.readouterr().out


def test_no_switch_turns_it_off() -> None:
    """Neither a variable nor a setting is read: the file knows of none."""
    text = Path(guard.__file__).read_text(encoding="utf-8")
    assert not re.search(r"environ|getenv|config|argv", text)


@on_linux
def test_an_optional_ear_is_loaded_and_decodes_under_it() -> None:
    """SpeechRecognition imports urllib; it works offline, and what it would send is refused."""
    clip = TREE / "tests" / "ear" / "recordings" / "yes-1.wav"
    tries = f"""
import speech_recognition
from pathlib import Path
from voiceground.ear.borrowed import ClosedGrammar
from voiceground.ear.wav import read_wav
print(ClosedGrammar().hear(read_wav(Path({str(clip)!r})), ["yes", "no", "stop"]))
heard = speech_recognition.AudioData(bytes(32000), 16000, 2)
try:
    speech_recognition.Recognizer().recognize_google(heard)
except speech_recognition.RequestError as error:
    print("RequestError", "ermission denied" in str(error) or "resolution" in str(error))
"""
    assert guarded(tries) == ["yes", "RequestError True"]


# --- beside a sound server --------------------------------------------------------------------------


def filters_of(process: int) -> str:
    """How many filters a process is under, as Linux tells it."""
    return (
        Path(f"/proc/{process}/status")
        .read_text(encoding="utf-8")
        .partition("Seccomp_filters:")[2]
        .split()[0]
    )


PLAYING = """
import sys
from voiceground import guard
guard.install()
import numpy, sounddevice
sounddevice.play(numpy.sin(numpy.arange(8000) * 0.2).astype("float32") * 0.5, 16000, blocking=True)
print(guard.state(), flush=True)
"""


@on_linux
@pytest.mark.e2e
@pytest.mark.skipif(missing_tools() is not None, reason=missing_tools() or "")
def test_sound_is_played_under_it_and_a_server_that_runs_is_not_touched(room: PulseRoom) -> None:
    assert room._server is not None
    before = filters_of(room._server.pid)
    recorder = room.record_bus()
    done = subprocess.run(
        [sys.executable, "-c", PLAYING], env=room.env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "on (seccomp filter)\n", done.stderr
    assert activities(recorder.stop().speaker)
    assert filters_of(room._server.pid) == before


A_ROOM_OF_ITS_OWN = """
import subprocess, sys
from voiceground import guard
guard.install()
from tests.pulse_room import PulseRoom, activities
with PulseRoom() as room:
    recorder = room.record_bus()
    subprocess.run([sys.executable, "-c", sys.argv[1]], env=room.env, check=True)
    print(len(activities(recorder.stop().speaker)))
"""


@on_linux
@pytest.mark.e2e
@pytest.mark.skipif(missing_tools() is not None, reason=missing_tools() or "")
def test_a_server_that_a_guarded_process_had_to_start_gives_sound_all_the_same() -> None:
    """Where PulseAudio starts servers on demand, it is our child, and knows no networks until it ends."""
    done = subprocess.run(
        [sys.executable, "-c", A_ROOM_OF_ITS_OWN, PLAYING],
        cwd=TREE,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.splitlines() == ["on (seccomp filter)", "1"], done.stderr
