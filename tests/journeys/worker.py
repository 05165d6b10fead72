"""The background worker for the journeys: does what waits, then stops."""

import asyncio
import threading

from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.contrib.django import app


def work_off() -> None:
    """Do every waiting job as the running system would: in another thread, as the application."""
    failed: list[BaseException] = []

    async def work() -> None:
        connector = app.connector.get_worker_connector()
        with app.replace_connector(connector) as working:
            async with working.open_async():
                await working.run_worker_async(
                    wait=False, listen_notify=False, install_signal_handlers=False
                )
        # The thread in which the jobs ran outlives this loop, and its connection with it.
        await sync_to_async(connections.close_all)()

    def run() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:  # noqa: B036 — told in the test's own thread
            failed.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(120)
    assert not thread.is_alive(), "the worker does not come to an end"
    assert not failed, failed
