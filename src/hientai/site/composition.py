"""Which room's panel stands on which page: the one place that knows all rooms."""

from django.utils.translation import gettext_lazy as _

from hientai.site import home
from hientai.webkit.panels import Panel, register

PANELS = (
    Panel("de-an", _("Đề án"), "home", "training:view", home.schemes_panel, 10),
    Panel("muc-tieu-cham", _("Mục tiêu"), "attention", "training:view", home.attention_panel, 10),
)


def compose() -> None:
    """Register every panel."""
    for panel in PANELS:
        register(panel)
