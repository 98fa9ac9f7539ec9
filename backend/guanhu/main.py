"""create_app(): the only place that wires what is served together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from guanhu.api.gql.schema import build_schema
from guanhu.api.http.attachments import attachment_routes
from guanhu.api.http.certificates import certificate_routes
from guanhu.api.http.course_passes import course_pass_routes
from guanhu.api.http.documents import document_routes
from guanhu.api.http.explorer import explorer_routes
from guanhu.api.http.graphql import METHODS, GraphQLDoor, load_documents
from guanhu.api.http.health import health_routes
from guanhu.api.http.metrics import Metrics, MetricsPort
from guanhu.api.http.module_archives import module_archive_routes
from guanhu.api.http.outer import OuterDoor
from guanhu.api.http.pages import page_routes
from guanhu.api.http.sign_in import auth_routes
from guanhu.courses.providers import read_providers
from guanhu.product import Product
from guanhu.settings import Environment


class Application(FastAPI):
    """The framework's application, which POST /graphql passes by.

    `straight` answers it: the outer door with GraphQL's right behind. The framework's own layers
    have nothing to add to that.
    """

    straight: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/graphql" and scope["method"] == "POST":
            await self.straight(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(product: Product) -> FastAPI:
    """The ASGI application of one process."""
    settings = product.settings

    metrics = Metrics()
    metrics.watch(product.database)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        port = settings.metrics_port
        figures = None if port is None else MetricsPort(metrics, settings.metrics_host, port)
        yield
        if figures is not None:
            figures.stop()
        await product.database.close()

    app = Application(lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    door = GraphQLDoor(
        build_schema(open_documents=settings.open_documents),
        product.database,
        product.clock,
        product.tokens,
        settings,
        load_documents(settings.trusted_documents),
        metrics,
    )
    app.add_middleware(OuterDoor, metrics=metrics)
    app.straight = OuterDoor(door, metrics)
    if settings.environment in {Environment.DEMO, Environment.DEVELOPMENT}:
        app.router.routes.extend(explorer_routes(settings.static_folder))
    app.router.routes.append(Route("/graphql", door.answer, methods=METHODS))
    app.router.routes.extend(health_routes(product.database))
    app.router.routes.extend(auth_routes(product.database, product.clock, product.tokens, settings))
    app.router.routes.extend(document_routes(product.database, product.clock, product.tokens))
    app.router.routes.extend(attachment_routes(product.database, product.clock, product.tokens))
    app.router.routes.extend(certificate_routes(product.database, product.clock, product.tokens))
    app.router.routes.extend(module_archive_routes(product.database, product.clock, product.tokens))
    providers = read_providers(settings.course_providers)
    app.router.routes.extend(course_pass_routes(product.database, product.clock, providers))
    if settings.static_folder is not None:
        app.router.routes.extend(page_routes(settings.static_folder))  # last: they answer all else
    return app
