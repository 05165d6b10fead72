"""A user is a person: from then on the user sees that person's own record, and no other."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services import give_role
from hientai.people.models import Person
from hientai.shared.refused import Refused
from hientai.upkeep.models import OwnRecord

ROLE = "learner"


@transaction.atomic
def tie(*, user: User, person: Person, since: date) -> OwnRecord:
    """Let a user be one person from a day on; said again it changes nothing.

    Refused where the user is somebody else, or the person signs in by another name.
    """
    known = OwnRecord.objects.filter(user=user).first()
    if known is None:
        known = OwnRecord.objects.filter(person=person).first()
    if known and (known.user_id, known.person_id) != (user.pk, person.pk):
        raise Refused(
            _("Tài khoản hoặc người này đã được gắn từ trước"),
            why=_("mỗi tài khoản cá nhân gắn với đúng một người"),
            remedy=_("Kiểm tra lại tên đăng nhập và mã CBCCVC."),
        )
    give_role(user=user, role=ROLE, unit=person.unit, since=since)
    return known or OwnRecord.objects.create(user=user, person=person)
