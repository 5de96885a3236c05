"""The product's own stage, with the moves that stories need."""

from __future__ import annotations

from voiceground.core.events import Effect, Heard, How
from voiceground.core.model import Ending
from voiceground.rehearsal.stage import Stage as ProductStage


class Stage(ProductStage):
    def person(
        self, name: str, how: How = How.WORD, confidence: float = 1.0, others: tuple[str, ...] = ()
    ) -> tuple[Effect, ...]:
        return self.happen(Heard(name, how, confidence, others))

    def until(self, text: str, limit: int = 2000) -> None:
        """Go on until a line that holds ``text`` is being said."""
        count = len(self.lines)
        for _ in range(limit):
            if any(text in line for line in self.said[count:]) or (self.said and text in self.said[-1]):
                return
            if not self.step():
                break
        raise AssertionError(f"never said {text!r}; said: {self.said}")

    def until_asked(self, limit: int = 2000) -> None:
        """Go on until a reply window opens."""
        for _ in range(limit):
            if self.listening:
                return
            if not self.step():
                break
        raise AssertionError(f"no question was asked; said: {self.said}")

    def to_the_end(self, limit: int = 20000) -> Ending:
        """Let time pass, the person being silent, until the end."""
        moves = 0
        while moves < limit and not self.over:
            before = self.state
            if not self.step():
                break
            moves += self.state is not before  # a timer that nothing waits for any more is no move
        assert self.over, f"no end after {limit} moves; phase {self.state.phase}"
        return self.endings[0]
