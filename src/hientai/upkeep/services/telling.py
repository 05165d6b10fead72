"""Who is told of a request for correction, in the transaction that moves it."""

from django.urls import reverse
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.accounts.queries import who_may
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.upkeep.domain.notices import ANSWERED, ASKED
from hientai.upkeep.models import CorrectionRequest
from hientai.webkit.day import today

WAITS = N_("Một đề nghị đính chính hồ sơ chờ xem xét")
ANSWER = N_("Đề nghị đính chính của bạn đã có trả lời")
WHO = N_("Người đề nghị: %(name)s.")


def tell_officers(held: CorrectionRequest, actor: User) -> None:
    """Tell who decides about the person's unit, nobody about what they ask themselves."""
    on = today()
    tell(
        to=who_may("upkeep:decide", units=[held.person.unit_id], on=on) - {actor.pk},
        kind=ASKED,
        title=Said(WAITS),
        text=Said(WHO, {"name": held.person.name}),
        link=reverse("upkeep:request", args=[held.pk]),
        on=on,
    )


def tell_person(held: CorrectionRequest) -> None:
    """Tell the person that the officer answered or asked back."""
    tell(
        persons=[held.person_id],
        kind=ANSWERED,
        title=Said(ANSWER),
        link=reverse("upkeep:ask"),
        on=today(),
    )
