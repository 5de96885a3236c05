"""Trains a net: examples without end, a fixed number of steps, the same for the same seed."""

from __future__ import annotations

import copy
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from tools.train_ear.examples import UNKNOWN, Clip, Example, Examples
from tools.train_ear.frontend import mels
from tools.train_ear.nets import Listener, PhoneNet, WordNet
from tools.train_ear.phones import PHONES
from tools.train_ear.splices import Splices

Net = TypeVar("Net", bound=Listener)

BATCH = 64
RATE, TRUNK_RATE, PHONE_TRUNK_RATE = 2e-3, 4e-4, 6e-4
AVERAGE = 0.998
"""The weights that are kept are a running mean of those of the last steps, some 500."""

SILENCE = 0.35
"""What a step of silence counts: more than half of all steps are silent, and they are the easy ones."""

NO_HISS = 2.0
"""What the high bands of a telephone look like, in bels."""


class Stream(IterableDataset[Example]):
    """Examples, drawn in a process of their own."""

    def __init__(self, examples: Callable[[int], Iterable[Example]], seed: int) -> None:
        self._examples, self._seed = examples, seed

    def __iter__(self) -> Iterator[Example]:
        worker = get_worker_info()
        return iter(self._examples(self._seed + (worker.id if worker else 0)))


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
    """A net in training, and the running mean of its weights.

    Args:
        net: one of the two.
        steps: how many there will be.
        seed: of what is drawn.
        rate: how fast the middle layers learn, which begin with the embedding's weights.
    """

    def __init__(self, net: Listener, steps: int, seed: int, rate: float) -> None:
        self._chance = torch.Generator().manual_seed(seed)
        self.net = net.to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(net)
        trunk = list(net.frames.fine.parameters())
        begun = {id(part) for part in trunk}
        heads = [part for part in net.parameters() if part.requires_grad and id(part) not in begun]
        groups = [{"params": trunk, "lr": rate}, {"params": heads, "lr": RATE}]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.02)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, [rate, RATE], total_steps=steps, pct_start=0.1
        )
        weights = torch.ones(len(PHONES))
        weights[0] = SILENCE
        self._phone_loss = nn.CrossEntropyLoss(weights, ignore_index=UNKNOWN, label_smoothing=0.05)
        self._word_loss = nn.CrossEntropyLoss(label_smoothing=0.02)
        self._steps = 0

    def step(self, sound: Tensor, phones: Tensor, words: Tensor) -> list[float]:
        """Learn from one batch; returns the losses, in nats: of phones, and of words if the net has any."""
        low, high = mels(sound)
        low = bent(low, self._chance)
        high[torch.rand(len(high), generator=self._chance) < 0.1] = NO_HISS
        heard = self.net(low[:, None].to(memory_format=torch.channels_last), high)
        found, *guess = heard if isinstance(heard, tuple) else (heard,)
        losses = [self._phone_loss(found.flatten(0, 1), phones.flatten())]
        losses += [self._word_loss(words_, words) for words_ in guess]
        self._optimiser.zero_grad()
        torch.stack(losses).sum().backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self._optimiser.step()
        self._schedule.step()
        self._remember()
        return [loss.item() for loss in losses]

    def _remember(self) -> None:
        keep = min(AVERAGE, (1 + self._steps) / (10 + self._steps))
        self._steps += 1
        with torch.no_grad():
            for mine, theirs in zip(self.average.parameters(), self.net.parameters(), strict=True):
                mine.lerp_(theirs, 1 - keep)


def train_words(clips: Sequence[Clip], words: Sequence[str], steps: int, seed: int) -> WordNet:
    """A net that knows those words."""
    torch.manual_seed(seed)
    net = WordNet(len(words))
    examples = partial(Examples, clips, words)
    return _trained(net, Training(net, steps, seed, TRUNK_RATE), Stream(examples, seed), steps)


def train_phones(clips: Sequence[Clip], steps: int, seed: int) -> PhoneNet:
    """A net that knows phones, whatever word they come in."""
    torch.manual_seed(seed)
    net = PhoneNet()
    examples = partial(Splices, clips)
    return _trained(net, Training(net, steps, seed, PHONE_TRUNK_RATE), Stream(examples, seed), steps)


def _trained(net: Net, training: Training, stream: Stream, steps: int) -> Net:
    """The running mean at the end."""
    loader = iter(DataLoader(stream, batch_size=BATCH, num_workers=1, prefetch_factor=6))
    began, smooth = time.time(), np.full(2, 4.0)
    for step in range(steps):
        losses = training.step(*next(loader))
        smooth[: len(losses)] = 0.98 * smooth[: len(losses)] + 0.02 * np.array(losses)
        if step % 100 == 99 or step == steps - 1:
            print(
                f"step {step + 1} of {steps}: losses {smooth[: len(losses)].round(3).tolist()}, "
                f"{time.time() - began:.0f} s",
                file=sys.stderr,
                flush=True,
            )
    net.load_state_dict(training.average.state_dict())
    return net.eval()
