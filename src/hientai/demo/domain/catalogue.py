"""Reads the lists of places, departments, divisions and service units beside this file."""

from functools import cache
from pathlib import Path
from typing import Any

from hientai.shared.yaml_files import read_yaml


@cache
def catalogue(name: str) -> dict[str, Any]:
    """One YAML list of ``data/`` by its name."""
    path = Path(__file__).parent / "data" / f"{name}.yaml"
    found: dict[str, Any] = read_yaml(path)
    return found


def parts(line: str) -> list[str]:
    """The parts of a line written ``a | b | c``."""
    return [part.strip().strip('"') for part in line.split("|")]
