"""Sound to log-mel in torch, equal to ``voiceground/ear/mel.py`` (a test of the training tools holds it)."""

from __future__ import annotations

import torch
from torch import Tensor

from voiceground.ear.mel import FRAME, HIGH, HOP, LEVEL, LOW, WINDOW


def mels(sound: Tensor) -> tuple[Tensor, Tensor]:
    """Sound (n, samples) on the scale of int16 to low (n, frames, 32) and high bands (n, frames, 12)."""
    frames = sound.unfold(1, FRAME, HOP) * torch.from_numpy(WINDOW)
    power = torch.fft.rfft(frames, dim=2).abs().square()
    low = 10.0 * torch.log10(torch.clamp(power @ torch.from_numpy(LOW), min=1e-4)) / 10.0
    high = 10.0 * torch.log10(torch.clamp(power @ torch.from_numpy(HIGH), min=1e-4)) / 10.0
    loud = low.mean(2)
    shift = LEVEL - torch.quantile(loud, 0.95, dim=1)
    return low + shift[:, None, None], high + shift[:, None, None]
