"""Pages of classes, and what other pages show of them."""

from hientai.classes.views.pages import address, of_programme, state_badge, state_words

__all__ = ["address", "of_programme", "state_badge", "state_words"]
