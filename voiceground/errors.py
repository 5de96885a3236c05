"""One tree of errors. Each is a sentence: what happened, what still works, what to do.

An error carries the exit code of the command line; nothing else in the package decides one.
"""

from __future__ import annotations


class VoicegroundError(Exception):
    """Something went wrong that a person can be told in a sentence."""

    exit_code = 1


class UsageError(VoicegroundError):
    """The command was asked for something that is not there or makes no sense."""

    exit_code = 2


class ScriptError(VoicegroundError):
    """A script cannot be run as it is written."""

    exit_code = 3


class DeviceError(VoicegroundError):
    """A sound device, or the voice, cannot be used."""

    exit_code = 4


class ModelError(VoicegroundError):
    """The ear's models cannot be read."""

    exit_code = 4


class JournalError(VoicegroundError):
    """The record of the session cannot be kept."""

    exit_code = 5


class EarError(VoicegroundError):
    """The ear cannot be made: its model or its weights are missing or broken. Voice and keys go on."""

    exit_code = 4


class CareError(VoicegroundError):
    """The numbers for a country cannot be trusted, or what the person confirmed cannot be kept."""

    exit_code = 1
