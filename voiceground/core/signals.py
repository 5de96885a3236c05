"""Which reply a signal gives at a moment: one is yes, two is no, three is stop.

Numbers are never counted out in signals, and a choice among several words cannot be made with them: at
such a question only stop is understood. A menu is the exception: while it is read, any signal of one or two
picks the item (scanning). Just after an answer yes and no put it right.
"""

from __future__ import annotations

from voiceground.core import languages
from voiceground.core.languages.language import STOP
from voiceground.core.model import Vocabulary


def signalled(vocabulary: Vocabulary, count: int) -> str | None:
    """The name of the option that so many taps, knocks, claps or hums give, or None for none."""
    if count == 3:
        return STOP
    if vocabulary.pick is not None:
        return vocabulary.pick or None
    replies = languages.of(vocabulary.language).replies
    words = vocabulary.answers
    if any(answer.name.isdecimal() for answer in words):
        return None
    onward = (*replies.next[:2], replies.done[0])  # the one answer of a question that waits for it
    if count == 1 and len(words) == 1 and any(phrase in onward for phrase in words[0].phrases):
        return words[0].name
    wanted = {1: replies.yes[0], 2: replies.no[0]}.get(count)
    either = (*words, *vocabulary.corrections)
    return next((answer.name for answer in either if wanted in answer.phrases), None)
