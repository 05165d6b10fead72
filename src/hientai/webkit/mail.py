"""Letters as files, where no mail server is named: in a folder that its owner alone reads.

A letter may carry a word that opens an account.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class PrivateFiles(EmailBackend):
    """Django's letters as files, in a folder closed to others."""

    def __init__(self, *args: Any, **more: Any) -> None:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        super().__init__(*args, **more)
