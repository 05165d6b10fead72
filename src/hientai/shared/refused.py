"""A refusal: something a user asked for, cannot have, and can mend."""

from hientai.shared.words import _


class Refused(Exception):
    """Says what was refused, why, by which clause and what to do, in Vietnamese.

    Raised by domain and services for anything a user can put right; doors turn it into a page,
    a JSON answer or a line in the terminal. ``str()`` joins the parts as sentences.
    """

    def __init__(self, what: str, *, why: str = "", clause: str = "", remedy: str = "") -> None:
        super().__init__(what, why, clause, remedy)

    @property
    def what(self) -> str:
        """What cannot be had; a refusal kept ready is put in the reader's language when shown."""
        return _(self.args[0])

    @property
    def why(self) -> str:
        """The reason, "" where the refusal itself says it."""
        return _(self.args[1])

    @property
    def clause(self) -> str:
        """The clause it rests on, as the law writes it; "" where none is."""
        return str(self.args[2])

    @property
    def remedy(self) -> str:
        """What the user can do, "" where nothing can be done."""
        return _(self.args[3])

    def __str__(self) -> str:
        parts = [
            self.what,
            _("Lý do: %(why)s") % {"why": self.why} if self.why else "",
            _("Căn cứ: %(clause)s") % {"clause": self.clause} if self.clause else "",
            _("Cách xử lý: %(remedy)s") % {"remedy": self.remedy} if self.remedy else "",
        ]
        return " ".join(_sentence(part) for part in parts if part)

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the keyword parts when the refusal crosses a process border."""
        return (_rebuild, self.args)


def _rebuild(what: str, why: str, clause: str, remedy: str) -> Refused:
    return Refused(what, why=why, clause=clause, remedy=remedy)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
