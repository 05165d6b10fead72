"""A real browser for the journeys: where it is, how it starts, what it must never meet."""

import os
import re
from pathlib import Path

from playwright.sync_api import BrowserType, ConsoleMessage, Page, Request

CHROMIUM = os.environ.get("HIENTAI_CHROMIUM", "/usr/bin/chromium")
# The browser's own buttons are pages as well, in a process of their own that follows every
# navigation: nobody looks at them here. The last switch of a name counts, so what Playwright turns
# off stands here again.
UNSEEN = ["InitialWebUI", "WebUIReloadButton", "WebUIToolbar", "PreloadTopChromeWebUI"]
UNSEEN += ["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "PaintHolding"]
UNSEEN += ["HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "ThirdPartyStoragePartitioning"]
UNSEEN += ["AvoidCorsURLLoaderRestartOnRedirect", "MediaRouter", "OptimizationHints", "LensOverlay"]
UNSEEN += ["NetworkTimeServiceQuerying", "PreconnectToSearch", "AimEnabled"]
# Nor does a page live so long that its scripts are worth making faster; and the process that waits
# for a page of another site waits in vain.
UNSEEN += ["SpareRendererForSitePerProcess"]
FLAGS = [
    "--js-flags=--no-maglev --no-turbofan",
    "--disable-features=" + ",".join(UNSEEN),
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def started(kind: BrowserType):  # type: ignore[no-untyped-def]
    """Debian's Chromium, or the one that HIENTAI_CHROMIUM names."""
    return kind.launch(executable_path=CHROMIUM, args=FLAGS)


class Watch:
    """What went wrong behind a page: broken scripts, refused content, requests to elsewhere."""

    EXPECTED = re.compile(r"status of (401|403|404|409|422)")

    def __init__(self, page: Page, own: str) -> None:
        self.complaints: list[str] = []
        self.own = own
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self.EXPECTED.search(message.text):
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.own, "data:", "about:", "blob:")):
            self.complaints.append(f"asked elsewhere: {request.url}")


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the whole page where HIENTAI_SHOTS names a folder."""
    if folder := os.environ.get("HIENTAI_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
