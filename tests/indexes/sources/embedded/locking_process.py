"""A process that holds a library's writer lock until it is killed.

Usage: python -m tests.indexes.sources.embedded.locking_process FOLDER
"""

import sys
from pathlib import Path

from indexes.sources.embedded.lock import writer_lock

if __name__ == "__main__":
    with writer_lock(Path(sys.argv[1]) / "writer.lock", 0):
        print("held", flush=True)
        sys.stdin.read()
