"""The state record: the one document that a commit replaces and that ties the halves together."""

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class State:
    """Which slots count as of one commit."""

    commit: int = 0
    next_slot: int = 0
    dead: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def alive(self) -> NDArray[np.bool_]:
        return ~self.dead

    def after(self, added: int, removed_slots: list[int]) -> "State":
        """The state that the next commit carries."""
        dead = np.concatenate([self.dead, np.zeros(added, dtype=bool)])
        dead[removed_slots] = True
        return replace(self, commit=self.commit + 1, next_slot=self.next_slot + added, dead=dead)


def dump_state(state: State) -> bytes:
    """The dead slots take a bit each before compression: 125 kB a million, mostly zeros."""
    dead = b64encode(zlib.compress(np.packbits(state.dead).tobytes(), 1)).decode()
    fields = {"commit": state.commit, "next_slot": state.next_slot, "dead": dead}
    return json.dumps(fields).encode()


def load_state(payload: bytes) -> State:
    fields = json.loads(payload)
    packed = np.frombuffer(zlib.decompress(b64decode(fields["dead"])), dtype=np.uint8)
    next_slot = fields["next_slot"]
    dead = np.unpackbits(packed, count=next_slot).astype(bool)
    return State(commit=fields["commit"], next_slot=next_slot, dead=dead)
