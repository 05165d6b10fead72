"""Pages of classes, and what other pages show of them."""

from hientai.classes.views.pages import address, of_programme, state_badge, state_words, under_way

__all__ = ["address", "of_programme", "state_badge", "state_words", "under_way"]
