"""The devices, the voice and the ear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from voiceground.checkup.finding import Finding, Patient, failed, ok, warning
from voiceground.errors import DeviceError, EarError, ModelError, ScriptError, UsageError, VoicegroundError

PLUG_IN = "Plug one in, or choose one with {}_device in the settings. Captions and keys work without."
KEYS_GO_ON = "Plug one in, or choose one with input_device in the settings. Keys work without."
NO_LEVEL = "The microphone gives no sound: it may be muted, or closed to this program."
A_WORD = "yes"


def speaker(patient: Patient) -> Iterator[Finding]:
    """Whether there is something to speak through."""
    from voiceground.sound.device import find_device

    try:
        found = find_device(patient.settings.output_device or None, "output")
    except DeviceError as error:
        yield failed("speaker", error, PLUG_IN.format("output"))
        return
    if found:
        yield ok("speaker", found.name)
    else:
        yield failed("speaker", DeviceError("There is no speaker."), PLUG_IN.format("output"))


def microphone(patient: Patient) -> Iterator[Finding]:
    """Whether there is something to hear with. Without one the keys work, so that none is only a warning."""
    from voiceground.sound.device import find_device

    try:
        found = find_device(patient.settings.input_device or None, "input")
    except DeviceError as error:
        yield failed("microphone", error, KEYS_GO_ON)
        return
    if found:
        yield ok("microphone", found.name)
    else:
        yield warning("microphone", "There is no microphone.", KEYS_GO_ON)


def level(patient: Patient) -> Iterator[Finding]:
    """How loud it is around the microphone, by listening for half a second. Nothing of it is kept."""
    from voiceground import rooms
    from voiceground.sound.level import CLIPPED, LOUD, measure

    try:
        with closing(rooms.device_room(patient.settings)) as room:
            heard = measure(room)
    except DeviceError as error:
        yield failed("level", error, PLUG_IN.format("input"))
        return
    found = f"{heard.mean:.0f} dBFS on average, {heard.peak:.0f} at its loudest"
    if not heard.hearing:
        yield warning("level", "There is no microphone to listen with.", KEYS_GO_ON)
    elif heard.withheld:
        yield warning("level", NO_LEVEL, "Switch it on in the sound settings, or allow it for this terminal.")
    elif heard.peak > CLIPPED:
        yield warning("level", f"{found}: too loud", "Turn the microphone down in the sound settings.")
    elif heard.mean > LOUD:
        yield warning("level", f"{found}: the room is loud", "A microphone nearer to you hears you better.")
    else:
        yield ok("level", found)


def voice(patient: Patient) -> Iterator[Finding]:
    """Whether the voice can say a word."""
    from voiceground.voice.speaker_pyttsx3 import Speaker

    settings = patient.settings
    name = settings.voice_in(settings.language)
    with closing(Speaker()) as speaking:
        engine = speaking.engine()
        sound = speaking.render(A_WORD, voice=name, pitch=settings.pitch, rate=settings.rate)
        trouble = speaking.trouble
    if engine is None or sound is None or not sound[0].any():
        error = DeviceError(trouble or "The voice gives no sound.")
        yield failed("voice", error, "Install eSpeak NG. Until then lines are shown as captions.")
    elif trouble:
        yield warning("voice", trouble, "Choose another one with voice in the settings (docs/voice.md).")
    else:
        yield ok("voice", f"{name}, {engine.version}: says a word")


def ear(patient: Patient, weights: Path | None = None) -> Iterator[Finding]:
    """Whether what understands words can be loaded, with other weights than the shipped ones if given."""
    from voiceground.listening import make_ear

    try:
        make_ear(patient.settings, weights)
    except UsageError as error:  # a borrowed ear that is not installed
        yield warning("ear", str(error), "Install it, or take ear out of the settings.")
    except (EarError, ModelError) as error:
        yield failed("ear", error, "Install voiceground again. Keys and taps work without.")
    else:
        yield ok("ear", f"{patient.settings.ear}: its model is loaded")


def scripts(patient: Patient) -> Iterator[Finding]:
    """Whether every script can be run, those of other languages included."""
    from voiceground.script.load import library
    from voiceground.shelves import all_library_folders

    try:
        found = [library(folders) for folders in all_library_folders(patient.here).values()]
    except VoicegroundError as error:
        yield failed("scripts", error, "Install voiceground again, or mend the folder.")
        return
    broken = [path for shelf in found for path in shelf.broken]
    for path in broken:
        told = ScriptError(f"{path.name} cannot be run as it is.")
        yield failed("scripts", told, f"`voiceground check {path}` names what is to put right.")
    if not broken:
        yield ok("scripts", f"all {sum(len(shelf.shelved) for shelf in found)} can be run")
