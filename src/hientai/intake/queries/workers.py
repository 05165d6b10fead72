"""Whether anybody does the steps that are left to the background."""

from datetime import datetime, timedelta

from procrastinate.contrib.django.models import ProcrastinateWorker

# A worker signs its presence every 10 seconds and strikes itself out when it ends in order. Six
# signs missed are a worker that was killed, not one that is busy.
SILENCE = timedelta(seconds=60)


def worker_alive(now: datetime) -> bool:
    """Whether a background worker has signed its presence within the last minute."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - SILENCE).exists()
