"""Which line is rendered next: a thread-safe queue in which urgency can be changed."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """One line to render, at ``rate`` words a minute."""

    text: str
    rate: int


class Lines:
    """Jobs in order of urgency: those that are waited for, then those that may come. Thread-safe.

    Args:
        most: how many jobs that may come are remembered; the least urgent are forgotten first.
    """

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._wanted: list[Job] = []
        self._soon: list[Job] = []
        self._closed = False
        self._changed = threading.Condition()

    def want(self, job: Job) -> None:
        """Somebody waits for this one: it comes before everything else."""
        with self._changed:
            self._wanted = [job, *(other for other in self._wanted if other != job)]
            self._changed.notify()

    def prepare(self, jobs: Iterable[Job], rate: int) -> None:
        """These may come soon, in this order, before what was announced earlier.

        What was announced at another rate is forgotten: nobody will ask for it any more.
        """
        first = list(dict.fromkeys(jobs))
        chosen = set(first)
        with self._changed:
            rest = [job for job in self._soon if job.rate == rate and job not in chosen]
            self._soon = (first + rest)[: self._most]
            self._changed.notify()

    def take(self) -> Job | None:
        """The most urgent job, waiting until there is one; None once the queue is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._wanted or self._soon))
            if self._closed:
                return None
            return (self._wanted or self._soon).pop(0)

    def close(self) -> None:
        """Let everyone who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
