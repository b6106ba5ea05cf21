"""Adapters begin as the layer that they stand beside, and only they learn."""

import torch
from torch import nn

from workers.models.training.stance.comparing import RANK, LowRankLinear


def test_an_untrained_adapter_changes_nothing() -> None:
    torch.manual_seed(1)
    base, inputs = nn.Linear(6, 4), torch.randn(3, 6)
    wanted = base(inputs)
    assert torch.equal(LowRankLinear(base)(inputs), wanted)


def test_only_the_two_thin_matrices_learn() -> None:
    adapted = LowRankLinear(nn.Linear(6, 4))
    learning = {name: one.shape for name, one in adapted.named_parameters() if one.requires_grad}
    assert learning == {"down": (RANK, 6), "up": (4, RANK)}
    adapted(torch.ones(1, 6)).sum().backward()
    assert adapted.up.grad is not None
    assert adapted.up.grad.abs().sum() > 0
