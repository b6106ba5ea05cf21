"""Processes as seen from outside: how long they worked, what memory they take."""

from collections.abc import Iterable

import psutil


def family(process_id: int) -> list[psutil.Process]:
    """The process and all that it started."""
    process = psutil.Process(process_id)
    return [process, *process.children(recursive=True)]


def cpu_seconds(processes: Iterable[psutil.Process]) -> float:
    """Of all of them, and of children of theirs that have ended."""
    return sum(sum(one.cpu_times()[:4]) for one in processes)


def own_bytes(processes: Iterable[psutil.Process]) -> int:
    """Memory that nobody else shares, and each one's part of what is shared."""
    return sum(one.memory_full_info().pss for one in processes)


def measure_memory(process: psutil.Process) -> tuple[int, int]:
    """Bytes that are the process's own, and of mapped files."""
    memory = process.memory_info()
    return memory.rss - memory.shared, memory.shared
