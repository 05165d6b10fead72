"""What kind of browser a session was opened with, from what the browser says of itself."""

import re

from hientai.shared.words import N_

# A browser also calls itself by the names of those it descends from: the first that fits counts.
NAMES = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("CocCoc|coc_coc_browser", N_("Cốc Cốc")),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS|Chromium", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS X|Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
MOST = 300  # letters of what a browser says that are looked at


def browser_of(agent: str) -> str:
    """Browser and system, as far as they are told: "Chrome · Windows"; "" when neither is."""
    said = agent[:MOST]
    found = (_first(NAMES, said), _first(SYSTEMS, said))
    return " · ".join(name for name in found if name)


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for pattern, name in names if re.search(pattern, said)), "")
