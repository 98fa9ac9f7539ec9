"""The command that serves the product."""

from __future__ import annotations

import gc
import socket
from typing import Final

import click
import uvicorn

from guanhu.api.http.pages import NotBuilt
from guanhu.main import create_app
from guanhu.plumbing import logs
from guanhu.plumbing.keys import KeysUnreadable
from guanhu.product import Product, assemble
from guanhu.running import give_up, read_settings

GRACE_SECONDS: Final = 10


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port of API and pages.")
def serve(host: str, port: int) -> None:
    """Serve the API and the built front ends. Any number of these share one database."""
    settings = read_settings()
    logs.configure(settings.log_level)
    try:
        door = open_door(host, port)
        server = make_server(assemble(settings))
    except (KeysUnreadable, NotBuilt, OSError) as problem:
        give_up(str(problem))
    server.run(sockets=[door])


def open_door(host: str, port: int) -> socket.socket:
    """Take `host`:`port`; who runs a server on it listens. Raises `OSError` naming the port.

    Taken first, so that a port in use is told before anything is started, yet nobody connects and
    waits before there is somebody to answer.
    """
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as problem:
        door.close()
        raise OSError(f"cannot listen on {host} port {port}: {problem.strerror}") from problem
    return door


def make_server(product: Product) -> uvicorn.Server:
    """A server for one process; it runs on sockets opened before."""
    app = create_app(product)
    # What is built by now stays for good: the collector need not look at it again, and with
    # answers as large as ours it need not run so often.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            loop="uvloop",
            http="httptools",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
