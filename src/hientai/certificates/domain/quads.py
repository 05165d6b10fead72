"""The canonical form of a small graph (RDFC-1.0), for graphs whose blank nodes stand apart.

A general canonicaliser expands JSON-LD against its contexts for every document; ours has one shape,
so that its statements are written down straight away. Where no blank node points to another and
no two are alike, the order of their first hashes is all that the standard asks for. Verifiers of
others expand and canonicalise by themselves: tests hold the two together.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
STRING = XSD + "string"
_ESCAPES = {
    **{chr(at): f"\\u{at:04X}" for at in (*range(0x20), 0x7F)},
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
}  # fmt: skip
_TABLE = str.maketrans(_ESCAPES)


@dataclass(frozen=True)
class Iri:
    """A node or term named by its address."""

    address: str

    def __str__(self) -> str:
        return f"<{self.address}>"


@dataclass(frozen=True)
class Blank:
    """A node without a name."""

    name: str

    def __str__(self) -> str:
        return f"_:{self.name}"


@dataclass(frozen=True)
class Literal:
    """A value, a text where nothing else is said."""

    value: str
    type: str = STRING

    def __str__(self) -> str:
        text = f'"{self.value.translate(_TABLE)}"'
        return text if self.type == STRING else f"{text}^^<{self.type}>"


Node = Iri | Blank
Quad = tuple[Node, str, Node | Literal]


def canonical(quads: Sequence[Quad]) -> str:
    """The canonical lines. ValueError where blank nodes are alike or point to one another."""
    names = _named(quads)
    return "".join(sorted({_line(quad, names) for quad in quads}))


def digest(quads: Sequence[Quad]) -> bytes:
    """The hash of the canonical form."""
    return hashlib.sha256(canonical(quads).encode()).digest()


def _named(quads: Sequence[Quad]) -> dict[Blank, str]:
    """The blank nodes in the order of their first hashes."""
    blanks = {one for quad in quads for one in (quad[0], quad[2]) if isinstance(one, Blank)}
    hashes: dict[str, Blank] = {}
    for blank in blanks:
        about = [quad for quad in quads if blank in (quad[0], quad[2])]
        if any(isinstance(o, Blank) and isinstance(s, Blank) for s, _p, o in about):
            raise ValueError("blank nodes point to one another")
        hashes[_first_hash(blank, about)] = blank
    if len(hashes) < len(blanks):
        raise ValueError("blank nodes are alike")
    return {hashes[one]: f"c14n{at}" for at, one in enumerate(sorted(hashes))}


def _first_hash(blank: Blank, about: Iterable[Quad]) -> str:
    lines = sorted(_line(quad, {blank: "a"}) for quad in about)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _line(quad: Quad, names: dict[Blank, str]) -> str:
    subject, predicate, value = quad
    left = f"_:{names[subject]}" if isinstance(subject, Blank) else subject
    right = f"_:{names[value]}" if isinstance(value, Blank) else value
    return f"{left} <{predicate}> {right} .\n"
