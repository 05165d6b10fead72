"""The words after a command of the launcher: a few flags, read strictly."""

from collections.abc import Sequence

from launcher.steps import Trouble


class Words:
    """What was asked of one command; an unknown word is a Trouble that names the help."""

    def __init__(
        self,
        command: str,
        words: Sequence[str],
        *,
        flags: Sequence[str] = (),
        texts: Sequence[str] = (),
        numbers: Sequence[str] = (),
    ) -> None:
        self._help = f"Xem: ./hientai {command} --help"
        self._found: dict[str, str] = {}
        rest = [part for word in words for part in self._split(word)]
        while rest:
            name = rest.pop(0)
            if name in flags:
                self._found[name] = ""
            elif name in (*texts, *numbers) and rest:
                self._found[name] = rest.pop(0)
            else:
                raise Trouble(f"Không hiểu '{name}'.", remedy=self._help)
        for name in numbers:
            self.number(name)

    @staticmethod
    def _split(word: str) -> list[str]:
        return word.split("=", 1) if word.startswith("--") else [word]

    def flag(self, name: str) -> bool:
        """Whether the flag was given."""
        return name in self._found

    def text(self, name: str, otherwise: str) -> str:
        """The text after the name."""
        return self._found.get(name, otherwise)

    def number(self, name: str) -> int | None:
        """The number after the name, if it was given."""
        if (text := self._found.get(name)) is None:
            return None
        if not text.isdecimal():
            raise Trouble(f"{name} cần một số, không phải '{text}'.", remedy=self._help)
        return int(text)
