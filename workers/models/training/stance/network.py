"""The cross-encoder in torch, as it trains: backbone, five views of the pair, three classes."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

CLASSES = 3
VIEWS = 5  # first token, mean of premise, mean of claim, their difference and product


class CrossEncoderNetwork(nn.Module):
    """Token ids with a mark for each part → logits of supports, refutes, neutral."""

    def __init__(self, backbone: Path, *, dropout: float) -> None:
        super().__init__()
        # The fused attention's backward pass takes half of all time on a CPU; plain is faster.
        self.backbone = AutoModel.from_pretrained(
            backbone,
            attn_implementation="eager",
            hidden_dropout_prob=dropout,
            attention_probs_dropout_prob=0.0,
        )
        hidden = self.backbone.config.hidden_size
        self.inner = nn.Linear(VIEWS * hidden, hidden)
        self.outer = nn.Linear(hidden, CLASSES)
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, parts: Tensor) -> Tensor:
        """`ids`, `parts` (batch, length); parts: 0 padding, 1 premise, 2 claim. (batch, 3)."""
        tokens = self.backbone(
            ids, (parts > 0).long()
        ).last_hidden_state  # in bfloat16 when it learns
        views = view_pair(tokens.float(), parts)
        logits: Tensor = self.outer(self.dropout(torch.tanh(self.inner(self.dropout(views)))))
        return logits


def view_pair(tokens: Tensor, parts: Tensor) -> Tensor:
    """(batch, length, hidden) → (batch, 5 × hidden)."""
    premise = mean_of(tokens, parts == 1)
    claim = mean_of(tokens, parts == 2)
    return torch.cat(
        [tokens[:, 0], premise, claim, (premise - claim).abs(), premise * claim], dim=1
    )


def mean_of(tokens: Tensor, chosen: Tensor) -> Tensor:
    weights = chosen.float().unsqueeze(1)
    return (weights @ tokens).squeeze(1) / weights.sum(dim=2).clamp(min=1.0)


def measure_loss(logits: Tensor, answers: Tensor, smoothing: float) -> Tensor:
    """Cross entropy; for «not supports» the log of the summed probability of the other two."""
    logs = logits.log_softmax(dim=1)
    either = torch.logsumexp(logs[:, 1:], dim=1, keepdim=True)
    chosen = torch.cat([logs, either], dim=1).gather(1, answers.unsqueeze(1)).squeeze(1)
    return -((1 - smoothing) * chosen + smoothing * logs.mean(dim=1)).mean()


class MasterCopies:
    """The layers compute in bfloat16; what the optimiser changes are float32 copies of theirs.

    Twice as fast as converting at every step, where the processor has matrix units for bfloat16.
    """

    def __init__(
        self, network: CrossEncoderNetwork, frozen_layers: int, *, freeze: bool = True
    ) -> None:
        network.backbone.to(torch.bfloat16)
        self.network = network
        if freeze:
            network.backbone.requires_grad_(requires_grad=False)
            for layer in list(network.backbone.encoder.layer)[frozen_layers:]:
                layer.requires_grad_(requires_grad=True)
        self.own = {
            name: parameter
            for name, parameter in network.named_parameters()
            if parameter.requires_grad
        }
        self.copies = {name: one.detach().float().clone() for name, one in self.own.items()}

    def groups(self, rate: float, decay: float) -> list[dict[str, object]]:
        """One group a layer, lower layers learn slower; the head learns faster."""
        last = len(self.network.backbone.encoder.layer) - 1
        return [
            {"params": [copy], "lr": rate * _pace(name, last, decay)}
            for name, copy in self.copies.items()
        ]

    def take_gradients(self) -> None:
        for name, copy in self.copies.items():
            gradient = self.own[name].grad
            copy.grad = None if gradient is None else gradient.float()
            self.own[name].grad = None

    @torch.no_grad()
    def give_back(self) -> None:
        for name, copy in self.copies.items():
            self.own[name].copy_(copy)

    def load(self, state: dict[str, Tensor]) -> None:
        for name, copy in self.copies.items():
            copy.copy_(state[name])
        self.give_back()


def _pace(name: str, last: int, decay: float) -> float:
    if ".layer." not in name:
        return 2.0
    layer = int(name.split(".layer.")[1].split(".", maxsplit=1)[0])
    return decay ** (last - layer)
