"""What stands in the demo for a scan or a file of somebody: one page of lines, as PDF."""

import json
from collections.abc import Sequence
from typing import Any

import typst

from hientai.documents.papers.pdf import fonts

PAGE = """
#set page(paper: "a4", margin: 2.5cm)
#set text(font: "Liberation Serif", size: 14pt, lang: "vi")
#let said = json(bytes(sys.inputs.said))
#align(center, text(weight: "bold", said.title))
#v(1em)
#for line in said.lines [#par(line)]
"""


def page(title: str, lines: Sequence[str]) -> bytes:
    """A page with a title and paragraphs."""
    said = json.dumps({"title": title, "lines": list(lines)}, ensure_ascii=False)
    compiled: Any = typst.compile
    made = compiled(
        PAGE.encode(), sys_inputs={"said": said}, font_paths=[fonts()], ignore_system_fonts=True
    )
    return bytes(made)
