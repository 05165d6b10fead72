"""What the background does for the trace: seals it every ten minutes, checks it every night."""

from procrastinate.contrib.django import app

from hientai.audit import services

SEAL, VERIFY = services.SEAL, services.VERIFY


@app.periodic(cron="*/10 * * * *")
@app.task(name=SEAL, queueing_lock=SEAL)
def seal(timestamp: int) -> None:
    """Seal what was written since the last time. `timestamp`: the moment the job was due."""
    services.seal()


@app.periodic(cron="30 18 * * *")  # UTC: half past one at night in Việt Nam
@app.task(name=VERIFY, queueing_lock=VERIFY)
def verify(timestamp: int = 0, asked_by: str = "") -> None:
    """Check the whole chain and keep what was found, for who asked or for the night."""
    services.verify(asked_by=asked_by)
