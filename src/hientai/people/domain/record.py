"""What may stand in a person's dated record, decided without a database.

Days are whole days: a post or sanction holds from ``since`` (its first day) until ``until`` (its
first day no longer; ``None`` while it holds). What a user can mend is a ``Refused``.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hientai.shared.days import completed_years
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as written
from hientai.shared.vietnamese import fold
from hientai.shared.words import _

CODE = re.compile(r"(?=.*\d)[\w./-]+")
YOUNGEST_AT_WORK = 15  # Bộ luật Lao động 2019, Điều 3: people work from full 15 years
MAIN = "main"


@dataclass(frozen=True)
class Search:
    """What was typed into the search box: words of a name, or the beginning of a code."""

    words: tuple[str, ...]
    code: str

    def __bool__(self) -> bool:
        return bool(self.words or self.code)


def search_of(text: str) -> Search:
    """Read a search: one word with a digit is a code, anything else words of a name, folded."""
    typed = text.strip()
    if CODE.fullmatch(typed):
        return Search(words=(), code=typed.upper())
    return Search(words=tuple(re.sub(r"[%_\\]", " ", fold(typed)).split()), code="")


@dataclass(frozen=True)
class PostSpan:
    """The part of a post that decides whether another may stand beside it."""

    id: int | None
    kind: str
    unit: str
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the post is held on that day."""
        return self.since <= on and (self.until is None or on < self.until)

    def overlaps(self, other: "PostSpan") -> bool:
        """Whether both are held on some day."""
        return (other.until is None or self.since < other.until) and (
            self.until is None or other.since < self.until
        )


def refuse_span(what: str, since: date, until: date | None) -> None:
    """A span ends after it begins."""
    if until is not None and until <= since:
        raise Refused(
            _("%(what)s kết thúc trước khi bắt đầu") % {"what": what},
            why=_("bắt đầu %(since)s, kết thúc %(until)s")
            % {"since": written(since), "until": written(until)},
            remedy=_("Sửa lại ngày bắt đầu hoặc ngày kết thúc."),
        )


def refuse_post(new: PostSpan, held: Sequence[PostSpan], birth: date | None) -> None:
    """A post begins at a working age, ends after it begins and leaves one main post a day."""
    refuse_span(_("Vị trí công tác"), new.since, new.until)
    if birth is not None and completed_years(birth, new.since) < YOUNGEST_AT_WORK:
        raise Refused(
            _("Vị trí công tác bắt đầu %(since)s khi người này chưa đủ %(youngest_at_work)s tuổi")
            % {"since": written(new.since), "youngest_at_work": YOUNGEST_AT_WORK},
            why=_("ngày sinh là %(birth)s") % {"birth": written(birth)},
            remedy=_("Kiểm tra ngày sinh và ngày bắt đầu."),
        )
    for post in held:
        if new.kind == post.kind == MAIN and new.overlaps(post) and new.id != post.id:
            raise Refused(
                _("Người này đã có vị trí chính tại %(unit)s từ %(since)s")
                % {"unit": post.unit, "since": written(post.since)},
                why=_("mỗi người chỉ có một vị trí chính trong một ngày"),
                remedy=_("Kết thúc vị trí cũ trước, hoặc ghi việc chuyển công tác."),
            )


def ended(post: PostSpan, on: date) -> PostSpan:
    """The post with its end: ``on`` is the first day it is no longer held."""
    if post.until is not None and post.until <= on:
        raise Refused(
            _("Vị trí công tác tại %(unit)s đã kết thúc từ %(until)s")
            % {"unit": post.unit, "until": written(post.until)},
            remedy=_("Chọn vị trí đang giữ."),
        )
    refuse_span(_("Vị trí công tác tại %(unit)s") % {"unit": post.unit}, post.since, on)
    return replace(post, until=on)


def main_post_on(posts: Sequence[PostSpan], on: date) -> PostSpan:
    """The main post of a day; refused where there is none."""
    for post in posts:
        if post.kind == MAIN and post.holds(on):
            return post
    raise Refused(
        _("Người này không có vị trí chính vào ngày %(on)s") % {"on": written(on)},
        remedy=_("Ghi việc bổ nhiệm hoặc tiếp nhận trước."),
    )


def refuse_move(current: PostSpan, held: Sequence[PostSpan], to_unit: str, on: date) -> None:
    """A move leaves another unit, after the post there began, with no main post recorded later."""
    if current.unit == to_unit:
        raise Refused(
            _("Người này đang giữ vị trí chính ở chính đơn vị %(unit)s") % {"unit": to_unit},
            remedy=_("Chọn đơn vị nhận khác."),
        )
    if current.since >= on:
        raise Refused(
            _("Vị trí chính ở %(unit)s mới bắt đầu từ %(since)s")
            % {"unit": current.unit, "since": written(current.since)},
            remedy=_("Chọn ngày chuyển sau ngày đó."),
        )
    later = [post for post in held if post.kind == MAIN and post.since > on]
    if later:
        raise Refused(
            _("Người này đã được ghi vị trí chính khác từ %(since)s")
            % {"since": written(later[0].since)},
            remedy=_("Sửa vị trí ghi sau trước, hoặc chọn ngày chuyển sau ngày đó."),
        )


def refuse_degree(awarded: date | None, birth: date | None, on: date) -> None:
    """A degree is awarded after birth and not after the day it is recorded."""
    if awarded is None:
        return
    if birth is not None and awarded <= birth:
        raise Refused(
            _("Bằng cấp đề ngày %(awarded)s, trước ngày sinh %(birth)s")
            % {"awarded": written(awarded), "birth": written(birth)},
            remedy=_("Kiểm tra ngày cấp bằng và ngày sinh."),
        )
    if awarded > on:
        raise Refused(
            _("Bằng cấp đề ngày %(awarded)s, sau ngày ghi %(on)s")
            % {"awarded": written(awarded), "on": written(on)},
            remedy=_("Chỉ ghi bằng đã được cấp."),
        )


def refuse_rating(year: int, rated: Sequence[int], on: date) -> None:
    """A person has one rating a year, and none for a year that has not come."""
    if year > on.year:
        raise Refused(
            _("Chưa thể xếp loại năm %(year)s") % {"year": year},
            why=_("ngày ghi là %(on)s") % {"on": written(on)},
        )
    if year in rated:
        raise Refused(
            _("Năm %(year)s đã có xếp loại") % {"year": year},
            why=_("mỗi năm chỉ có một mức xếp loại"),
            remedy=_("Đính chính mức xếp loại đã ghi nếu có sai sót."),
        )


def read_places(text: str) -> dict[str, str]:
    """Who goes where, one a line: the person's code, a comma, semicolon or tab, the unit's code.

    Blank lines are passed over, and so is a first line of headings (without a digit in it).
    """
    places: dict[str, str] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        cells = [cell.strip().strip('"').upper() for cell in re.split(r"[,;\t]", line)]
        if not any(cells) or (number == 1 and not re.search(r"\d", line)):
            continue
        if len(cells) != 2 or not all(cells):
            raise Refused(
                _("Dòng %(number)s của danh sách không đọc được: %(strip)s")
                % {"number": number, "strip": line.strip()[:60]},
                remedy=_("Mỗi dòng viết: mã CBCCVC, mã đơn vị mới."),
            )
        code, unit = cells
        if places.setdefault(code, unit) != unit:
            raise Refused(
                _("Người mã %(code)s được ghi vào hai đơn vị: %(places)s và %(unit)s")
                % {"code": code, "places": places[code], "unit": unit},
                remedy=_("Để lại một dòng cho mỗi người."),
            )
    return places


def refuse_strangers(unit: str, codes: Collection[str], on: date) -> None:
    """Only people who hold a post in a unit can be assigned to what it was split into."""
    if codes:
        raise Refused(
            _("%(count)s người trong danh sách không giữ vị trí nào tại %(unit)s từ %(on)s")
            % {"count": len(codes), "unit": unit, "on": written(on)},
            why=", ".join(sorted(codes)[:5]),
            remedy=_("Sửa mã hoặc bỏ các dòng này."),
        )
