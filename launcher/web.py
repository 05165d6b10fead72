"""How gunicorn serves the pages: read by it as its configuration (`gunicorn -c`).

Every request waits in one line, the kernel's, and the process whose thread is free takes the next.
Connections kept open would belong to the process that first accepted them: dealt out unequally, one
process works while the other has nothing to do, and the slowest twentieth of the pages takes twice
the time (docs/decisions/0005).
"""

import socket
from typing import Any

SENDS_WITHIN = 5

worker_class = "gthread"
workers = 2
threads = 2
preload_app = True
timeout = 120
graceful_timeout = 8
control_socket_disable = True
loglevel = "warning"

keepalive = 0
worker_connections = threads


def when_ready(server: Any) -> None:
    """Accept a connection when its request is there: browsers open some that they never use."""
    for listener in server.LISTENERS:
        if listener.sock.family in (socket.AF_INET, socket.AF_INET6):
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SENDS_WITHIN)
