"""A refusal: something a user asked for, cannot have, and can mend."""


class Refused(Exception):
    """Says what was refused, why, by which clause and what to do, in Vietnamese.

    Raised by domain and services for anything a user can put right; doors turn it into a page,
    a JSON answer or a line in the terminal. ``str()`` joins the parts as sentences.
    """

    def __init__(self, what: str, *, why: str = "", clause: str = "", remedy: str = "") -> None:
        self.what = what
        self.why = why
        self.clause = clause
        self.remedy = remedy
        super().__init__(what, why, clause, remedy)

    def __str__(self) -> str:
        parts = [
            self.what,
            f"Lý do: {self.why}" if self.why else "",
            f"Căn cứ: {self.clause}" if self.clause else "",
            f"Cách xử lý: {self.remedy}" if self.remedy else "",
        ]
        return " ".join(_sentence(part) for part in parts if part)

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the keyword parts when the refusal crosses a process border."""
        return (_rebuild, (self.what, self.why, self.clause, self.remedy))


def _rebuild(what: str, why: str, clause: str, remedy: str) -> Refused:
    return Refused(what, why=why, clause=clause, remedy=remedy)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
