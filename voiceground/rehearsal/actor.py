"""A person out of a plan: follows one scene, listens to the voice, and knows when to say what.

Rules of a scene:

1. Every ``voice:`` line has to be said, in that order; others may be said in between.
2. An answer is given when a question is open. A global word or free speech is given as soon as the line
   before it (or, after another word of the person, the next line) has been said. So are signals and
   keys, as soon as they mean something.
3. What puts an answer right ("no, I meant yes") is said at once.
4. ``(silence)`` lets one question pass; with nothing after it, it lasts. ``(unclear)`` is a mumble.
"""

from __future__ import annotations

from dataclasses import dataclass

from voiceground.core import languages
from voiceground.core.keymap import ALWAYS, keys
from voiceground.core.model import Ending, Vocabulary
from voiceground.core.replies import global_of, normal
from voiceground.core.signals import signalled
from voiceground.script.plan import Doing, Person, Press, Scene, Signal, Talk, Voice


@dataclass(slots=True)
class Actor:
    """Plays the person of a scene; the runner tells it what happens and asks what it says."""

    scene: Scene
    _at: int = 0
    _line_ended: bool = False

    def line_begins(self, text: str) -> None:
        """The voice begins a line."""
        self._line_ended = False
        move = self._move()
        if isinstance(move, Voice) and move.text == text:
            self._at += 1

    def line_ended(self) -> None:
        """The voice has finished a line, whichever."""
        self._line_ended = True

    def question_opens(self) -> None:
        """A reply window opens: a silence lets this one pass."""
        move = self._move()
        if isinstance(move, Person) and move.reply is None:
            self._at += 1

    def says(self, vocabulary: Vocabulary) -> Person | None:
        """What the person says or does now, if anything; ``vocabulary`` is what the moment accepts."""
        move = self._move()
        if not isinstance(move, Person) or move.reply is None:
            return None
        if not self._is_time(move.reply, move.doing, vocabulary):
            return None
        self._at += 1
        self._line_ended = False
        return move

    def _is_time(self, reply: str, doing: Doing | None, vocabulary: Vocabulary) -> bool:
        language = languages.of(vocabulary.language)
        match doing:
            case Signal(_, count):
                return self._line_ended and signalled(vocabulary, count) is not None
            case Press(key):
                name = keys(vocabulary).get(key)
                is_answer = any(answer.name == name for answer in vocabulary.answers)
                return self._line_ended and (is_answer or key in ALWAYS or self._follows_a_line())
            case Talk():
                return self._line_ended
            case None if normal(reply) in global_of(language):
                return self._line_ended
            case None if normal(reply).startswith(language.replies.meant):
                return bool(vocabulary.corrections)
            case None:
                return vocabulary.open

    def _follows_a_line(self) -> bool:
        return self._at > 0 and isinstance(self.scene.moves[self._at - 1], Voice)

    def verdict(self, ending: Ending | None) -> str | None:
        """What went against the scene, as a sentence; None when it was played as written."""
        move = self._move()
        match move:
            case Voice(text, line):
                return f'line {line}: the voice never said "{text}".'
            case Person(reply, line) if reply is not None:
                return f'line {line}: there was no moment to say "{reply}".'
        if ending is None:
            return f"line {self.scene.line}: it never ended."
        if ending != self.scene.ends:
            return f"line {self.scene.line}: it ended as {ending}, not as {self.scene.ends}."
        return None

    def _move(self) -> Voice | Person | None:
        moves = self.scene.moves
        return moves[self._at] if self._at < len(moves) else None
