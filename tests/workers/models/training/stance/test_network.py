"""The loss over two-way labels, and the views of a pair."""

import pytest
import torch

from workers.models.training.stance.network import measure_loss, view_pair
from workers.models.training.stance.pairs import Answer

LOGITS = torch.tensor([[2.0, 1.0, 0.0]])


def loss(answer: Answer) -> float:
    return measure_loss(LOGITS, torch.tensor([int(answer)]), smoothing=0.0).item()


def test_a_two_way_label_pays_for_the_probability_outside_both_classes() -> None:
    chances = LOGITS.softmax(dim=1)[0]
    assert loss(Answer.SUPPORTS) == pytest.approx(-chances[0].log().item())
    assert loss(Answer.NOT_SUPPORTS) == pytest.approx(-(chances[1] + chances[2]).log().item())


def test_smoothing_keeps_the_model_from_being_too_sure() -> None:
    sure, surer = torch.tensor([[4.0, 0.0, 0.0]]), torch.tensor([[20.0, 0.0, 0.0]])
    answer = torch.tensor([int(Answer.SUPPORTS)])
    assert measure_loss(surer, answer, 0.1) > measure_loss(sure, answer, 0.1)
    assert measure_loss(surer, answer, 0.0) < measure_loss(sure, answer, 0.0)


def test_padding_does_not_change_the_views() -> None:
    torch.manual_seed(1)
    tokens = torch.randn(1, 5, 4)
    parts = torch.tensor([[1, 1, 1, 2, 2]])
    padded = torch.cat([tokens, torch.randn(1, 3, 4)], dim=1)
    longer = torch.cat([parts, torch.zeros(1, 3, dtype=torch.long)], dim=1)
    assert torch.allclose(view_pair(tokens, parts), view_pair(padded, longer))


def test_views_are_first_token_means_difference_and_product() -> None:
    tokens = torch.tensor([[[1.0], [3.0], [5.0], [7.0]]])
    parts = torch.tensor([[1, 1, 2, 2]])
    assert view_pair(tokens, parts).tolist() == [[1.0, 2.0, 6.0, 4.0, 12.0]]
