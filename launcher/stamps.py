"""Stamps: what was built from which files, so that the second start does nothing."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], *also: str) -> str:
    """Hash of the contents of files (order does not matter) and of further words."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for word in also:
        digest.update(word.encode() + b"\0")
    return digest.hexdigest()


def fresh(stamp: Path, mark: str) -> bool:
    """Whether the stamp says that exactly this was built."""
    return stamp.is_file() and stamp.read_text().strip() == mark


def put(stamp: Path, mark: str) -> None:
    """Say that this was built; the last act of building it."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark + "\n")
