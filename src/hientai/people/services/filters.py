"""Filters of the list of people that a user keeps under a name."""

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.people.models import SavedFilter
from hientai.shared.refused import Refused


@transaction.atomic
def save_filter(*, user_id: int, name: str, query: str) -> SavedFilter:
    """Keep the filter of a list under a name; the same name again replaces it."""
    if not query:
        raise Refused(_("Chưa lọc gì để lưu"), remedy=_("Chọn ít nhất một điều kiện lọc."))
    if not name.strip():
        raise Refused(_("Chưa đặt tên bộ lọc"), remedy=_("Gõ một tên ngắn rồi lưu lại."))
    kept, _new = SavedFilter.objects.update_or_create(
        user_id=user_id, name=" ".join(name.split())[:80], defaults={"query": query[:2000]}
    )
    return kept


@transaction.atomic
def forget_filter(*, user_id: int, filter_id: int) -> None:
    """Take a saved filter away."""
    SavedFilter.objects.filter(user=user_id, pk=filter_id).delete()
