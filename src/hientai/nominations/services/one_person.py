"""When the nominations of two records cannot be one person's."""

from django.utils.translation import gettext as _

from hientai.nominations.domain.states import (
    DECIDED,
    DRAFT,
    LIVE,
    POSTPONED,
    RESERVE,
    SEATED,
    SUBMITTED,
    TOLD,
)
from hientai.nominations.models import Nomination
from hientai.people.models import Person
from hientai.shared.refused import Refused
from hientai.shared.words import N_
from hientai.shared.words import _ as words

FIRST = {
    DRAFT: N_("Bớt một trong hai khỏi danh sách rồi gộp."),
    SUBMITTED: N_("Rút danh sách đang trình về, bớt một trong hai rồi gộp."),
    SEATED: N_("Rút một trong hai đề cử, ghi lý do; chỗ được trả lại cho người dự bị. Rồi gộp."),
    RESERVE: N_("Rút một trong hai khỏi danh sách dự bị rồi gộp."),
    DECIDED: N_("Lập quyết định thu hồi đối với hồ sơ thừa rồi gộp."),
    POSTPONED: N_("Lập quyết định thu hồi đối với hồ sơ thừa rồi gộp."),
}
"""What to do first, by where the later of the two nominations stands."""


def refuse_one_list(kept: Person, merged: Person) -> None:
    """Refused where both records stand on one list, with what to do first: nobody is judged,
    ranked and sent twice, and what was submitted or decided is not changed by a merger."""
    live = Nomination.objects.filter(state__in=sorted(LIVE)).select_related("list")
    first = {row.list_id: row for row in live.filter(person=kept)}
    for row in live.filter(person=merged, list__in=first).order_by("pk"):
        pair = sorted((first[row.list_id], row), key=lambda one: one.pk)
        raise Refused(
            _("Hai hồ sơ cùng có tên trong danh sách “%s”") % row.list.title,
            why=_("%(kept)s: %(a)s; %(merged)s: %(b)s")
            % {
                "kept": kept.code,
                "merged": merged.code,
                "a": words(TOLD[first[row.list_id].state]),
                "b": words(TOLD[row.state]),
            },
            remedy=words(FIRST[pair[1].state]),
        )
