"""The background worker: what pages leave to be done later, and what each new day asks."""

import contextlib

import click
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from hientai.approvals.services.daily import LAY_AGAIN
from hientai.notices.jobs import DIGESTS
from hientai.people.jobs import DAILY


@click.command()
def worker() -> None:
    """Chạy tiến trình nền cho đến khi bị dừng: đọc và ghi tệp nhập, việc của mỗi ngày.

    Lệnh ./hientai serve đã tự chạy tiến trình này; có thể chạy thêm trên máy khác.

    \b
    Ví dụ:
      hientai worker
    """
    catch_up()
    call_command("procrastinate", "worker")


def catch_up() -> None:
    """Leave the work of the day to be done once, though its hour found no worker awake."""
    now = int(timezone.now().timestamp())
    for task in (DAILY, LAY_AGAIN, DIGESTS):
        with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
            app.configure_task(task).defer(timestamp=now)
