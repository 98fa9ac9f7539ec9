"""Figures for Prometheus, on a port of their own: never through the web port."""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from guanhu.plumbing.database import Database

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one process. Labels are codes of our own, never anything a caller sent."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "guanhu_requests",
            "HTTP requests answered.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "guanhu_request_seconds",
            "Time to answer an HTTP request.",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.under_way = Gauge(
            "guanhu_requests_under_way", "HTTP requests being answered.", registry=self.registry
        )
        self.errors = Counter(
            "guanhu_graphql_errors",
            "Top-level GraphQL errors by code.",
            ("code",),
            registry=self.registry,
        )
        self.incidents = Counter(
            "guanhu_incidents",
            "Unexpected failures; each has a number in the log.",
            registry=self.registry,
        )

    def watch(self, database: Database) -> None:
        """Show how many connections of the pool are in use."""
        in_use = Gauge(
            "guanhu_database_connections_in_use",
            "Connections of the pool in use.",
            registry=self.registry,
        )
        in_use.set_function(database.connections_in_use)


class MetricsPort:
    """Serves the figures of one process on `host`:`port` until stopped; 0 picks a free port."""

    def __init__(self, metrics: Metrics, host: str, port: int) -> None:
        self._server, self._thread = start_http_server(port, host, metrics.registry)
        self.port = int(self._server.server_port)

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
