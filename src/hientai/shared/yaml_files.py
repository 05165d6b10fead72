"""Data that ships as YAML, read as plain values."""

from pathlib import Path
from typing import Any

import yaml

# The loader written in C reads ten times as fast; not every build of the library has it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What a file says; yaml.YAMLError where it is none."""
    return parse_yaml(path.read_text(encoding="utf-8"))


def parse_yaml(text: str) -> Any:
    """What a text says; yaml.YAMLError where it is none."""
    return yaml.load(text, Loader=LOADER)
