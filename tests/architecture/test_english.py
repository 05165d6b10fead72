"""Every message of the source has its English (N2).

`python -m hientai words update` adds what is new to the catalogue and names what lacks English.
"""

from hientai.site import catalogue


def test_every_message_has_its_english() -> None:
    lacking = catalogue.missing("en")
    assert lacking == [], "fill them in locale/en/LC_MESSAGES/django.po (hientai words update)"
