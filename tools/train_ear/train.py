"""Trains the net: one epoch without end, a fixed number of steps, the same for the same seed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from tools.train_ear.examples import UNKNOWN, Clip, Example, Examples
from tools.train_ear.frontend import mels
from tools.train_ear.nets import ListenerNet

BATCH = 64
RATE, TRUNK_RATE = 2e-3, 4e-4
AVERAGE = 0.998


class Stream(IterableDataset[Example]):
    """Examples, drawn in a process of their own."""

    def __init__(self, clips: Sequence[Clip], words: Sequence[str], seed: int) -> None:
        self._clips, self._words, self._seed = clips, words, seed

    def __iter__(self) -> Iterator[Example]:
        worker = get_worker_info()
        return iter(Examples(self._clips, self._words, self._seed + (worker.id if worker else 0)))


def bent(mel: Tensor, chance: torch.Generator) -> Tensor:
    """Bands stretched by up to 9 %, as by a longer or a shorter throat, and small holes (SpecAugment)."""
    n, frames, bands = mel.shape
    warp = 1.0 + (torch.rand(n, 1, generator=chance) - 0.5) * 0.18
    place = torch.clamp(torch.arange(bands)[None] * warp, 0, bands - 1.001)
    low = place.floor().long()
    share = (place - low)[:, None]
    mel = (
        torch.gather(mel, 2, low[:, None].expand(n, frames, bands)) * (1 - share)
        + torch.gather(mel, 2, (low + 1)[:, None].expand(n, frames, bands)) * share
    )
    tilt = (torch.rand(n, 1, 1, generator=chance) - 0.5) * 0.8 * torch.linspace(-1, 1, bands)
    mel = mel + tilt
    for item in range(n):
        if torch.rand(1, generator=chance) < 0.3:
            band = int(torch.randint(bands - 4, (1,), generator=chance))
            mel[item, :, band : band + 4] = mel[item].mean()
    return mel


def train(
    clips: Sequence[Clip], words: Sequence[str], steps: int, seed: int, report: object = None
) -> ListenerNet:
    """A trained net, its weights averaged over the last thousand steps or so."""
    torch.manual_seed(seed)
    chance = torch.Generator().manual_seed(seed)
    net = ListenerNet(len(words)).to(memory_format=torch.channels_last)
    average = ListenerNet(len(words), pretrained=False)
    average.load_state_dict(net.state_dict())
    trunk = [p for p in net.trunk.parameters() if p.requires_grad]
    heads = [p for name, p in net.named_parameters() if not name.startswith("trunk")]
    optimiser = torch.optim.AdamW(
        [{"params": trunk, "lr": TRUNK_RATE}, {"params": heads, "lr": RATE}], weight_decay=0.02
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [TRUNK_RATE, RATE], total_steps=steps, pct_start=0.1
    )
    loader = iter(DataLoader(Stream(clips, words, seed), batch_size=BATCH, num_workers=1, prefetch_factor=6))
    phone_loss = nn.CrossEntropyLoss(ignore_index=UNKNOWN, label_smoothing=0.05)
    word_loss = nn.CrossEntropyLoss(label_smoothing=0.02)
    began, running = time.time(), np.zeros(2)
    for step in range(steps):
        sound, phones, labels = next(loader)
        low, high = mels(sound)
        low = bent(low, chance)
        high[torch.rand(len(high), generator=chance) < 0.1] = 2.0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found, guess = net(low[:, None].to(memory_format=torch.channels_last), high)
        first = phone_loss(found.float().flatten(0, 1), phones.flatten())
        second = word_loss(guess.float(), labels)
        optimiser.zero_grad()
        (first + second).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        keep = min(AVERAGE, (1 + step) / (10 + step))
        with torch.no_grad():
            for mine, theirs in zip(average.parameters(), net.parameters(), strict=True):
                mine.lerp_(theirs, 1 - keep)
        running = (
            0.98 * running + 0.02 * np.array([first.item(), second.item()])
            if step
            else np.array([first.item(), second.item()])
        )
        if step % 100 == 0 or step == steps - 1:
            print(
                f"step {step} of {steps}: phones {running[0]:.3f}, words {running[1]:.3f}, {time.time() - began:.0f} s",
                file=sys.stderr,
                flush=True,
            )
            if callable(report) and step % 500 == 0 and step:
                report(average)
    return average.eval()
