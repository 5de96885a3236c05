"""Trains the net: examples without end, a fixed number of steps, the same for the same seed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from tools.train_ear.examples import UNKNOWN, Clip, Example, Examples
from tools.train_ear.frontend import mels
from tools.train_ear.nets import ListenerNet
from tools.train_ear.phones import PHONES

BATCH = 64
RATE, TRUNK_RATE = 2e-3, 4e-4
AVERAGE = 0.998
"""The weights that are kept are a running mean of those of the last steps, some 500."""

SILENCE = 0.35
"""What a step of silence counts: more than half of all steps are silent, and they are the easy ones."""

NO_HISS = 2.0
"""What the high bands of a telephone look like, in bels."""


class Stream(IterableDataset[Example]):
    """Examples, drawn in a process of their own."""

    def __init__(self, clips: Sequence[Clip], words: Sequence[str], seed: int) -> None:
        self._clips, self._words, self._seed = clips, words, seed

    def __iter__(self) -> Iterator[Example]:
        worker = get_worker_info()
        return iter(Examples(self._clips, self._words, self._seed + (worker.id if worker else 0)))


def bent(mel: Tensor, chance: torch.Generator) -> Tensor:
    """Bands stretched by up to 9 % (longer and shorter throats), tilted, and with holes (SpecAugment)."""
    n, frames, bands = mel.shape
    warp = 1.0 + (torch.rand(n, 1, generator=chance) - 0.5) * 0.18
    place = torch.clamp(torch.arange(bands)[None] * warp, 0, bands - 1.001)
    low = place.floor().long()
    share = (place - low)[:, None]
    near, far = (torch.gather(mel, 2, (low + side)[:, None].expand(n, frames, bands)) for side in (0, 1))
    mel = near * (1 - share) + far * share
    mel = mel + (torch.rand(n, 1, 1, generator=chance) - 0.5) * 0.8 * torch.linspace(-1, 1, bands)
    for item in range(n):
        if torch.rand(1, generator=chance) < 0.3:
            band = int(torch.randint(bands - 4, (1,), generator=chance))
            mel[item, :, band : band + 4] = mel[item].mean()
    return mel


class Training:
    """A net in training, and the running mean of its weights."""

    def __init__(self, words: int, steps: int, seed: int) -> None:
        torch.manual_seed(seed)
        self._chance = torch.Generator().manual_seed(seed)
        self.net = ListenerNet(words).to(memory_format=torch.channels_last)
        self.average = ListenerNet(words)
        self.average.load_state_dict(self.net.state_dict())
        trunk = list(self.net.fine.parameters())
        began = {
            id(part)
            for module in (self.net.stem, self.net.fine, self.net.embedding)
            for part in module.parameters()
        }
        heads = [part for part in self.net.parameters() if id(part) not in began]
        groups = [{"params": trunk, "lr": TRUNK_RATE}, {"params": heads, "lr": RATE}]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.02)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, [TRUNK_RATE, RATE], total_steps=steps, pct_start=0.1
        )
        weights = torch.ones(len(PHONES))
        weights[0] = SILENCE
        self._phone_loss = nn.CrossEntropyLoss(weights, ignore_index=UNKNOWN, label_smoothing=0.05)
        self._word_loss = nn.CrossEntropyLoss(label_smoothing=0.02)
        self._steps = 0

    def step(self, sound: Tensor, phones: Tensor, words: Tensor) -> tuple[float, float]:
        """Learn from one batch; returns the two losses, in nats."""
        low, high = mels(sound)
        low = bent(low, self._chance)
        high[torch.rand(len(high), generator=self._chance) < 0.1] = NO_HISS
        found, guess = self.net(low[:, None].to(memory_format=torch.channels_last), high)
        first = self._phone_loss(found.flatten(0, 1), phones.flatten())
        second = self._word_loss(guess, words)
        self._optimiser.zero_grad()
        (first + second).backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self._optimiser.step()
        self._schedule.step()
        self._remember()
        return first.item(), second.item()

    def _remember(self) -> None:
        keep = min(AVERAGE, (1 + self._steps) / (10 + self._steps))
        self._steps += 1
        with torch.no_grad():
            for mine, theirs in zip(self.average.parameters(), self.net.parameters(), strict=True):
                mine.lerp_(theirs, 1 - keep)


def train(clips: Sequence[Clip], words: Sequence[str], steps: int, seed: int) -> ListenerNet:
    """A trained net: the running mean at the end."""
    training = Training(len(words), steps, seed)
    stream = Stream(clips, words, seed)
    loader = iter(DataLoader(stream, batch_size=BATCH, num_workers=1, prefetch_factor=6))
    began, smooth = time.time(), (4.0, 4.0)
    for step in range(steps):
        losses = training.step(*next(loader))
        smooth = (0.98 * smooth[0] + 0.02 * losses[0], 0.98 * smooth[1] + 0.02 * losses[1])
        if step % 100 == 99 or step == steps - 1:
            print(
                f"step {step + 1} of {steps}: phones {smooth[0]:.3f}, words {smooth[1]:.3f}, "
                f"{time.time() - began:.0f} s",
                file=sys.stderr,
                flush=True,
            )
    return training.average.eval()
