"""create_app(): the only place that wires things together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.engine import make_url
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from guanhu import registry
from guanhu.api.gql.schema import build_schema
from guanhu.api.http.attachments import attachment_routes
from guanhu.api.http.certificates import certificate_routes
from guanhu.api.http.course_passes import course_pass_routes
from guanhu.api.http.documents import document_routes
from guanhu.api.http.explorer import explorer_routes
from guanhu.api.http.graphql import METHODS, GraphQLDoor, load_documents
from guanhu.api.http.health import health_routes
from guanhu.api.http.metrics import Metrics, MetricsPort
from guanhu.api.http.outer import OuterDoor
from guanhu.api.http.pages import page_routes
from guanhu.api.http.sign_in import auth_routes
from guanhu.courses.providers import read_providers
from guanhu.kernel.clock import Clock, SystemClock
from guanhu.notifications.facts import Channel
from guanhu.plans.condition_catalogue import read_newer, use
from guanhu.plumbing.database import Database
from guanhu.plumbing.keys import KeyFolder
from guanhu.plumbing.passwords import Passwords
from guanhu.plumbing.sending import FileSender, HttpSmsSender, Sender, SmtpSender, SmtpServer
from guanhu.plumbing.tokens import Tokens
from guanhu.plumbing.vault import Vault
from guanhu.settings import Environment, Settings


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


@dataclass(frozen=True, slots=True)
class Product:
    """The parts one process runs on."""

    settings: Settings
    clock: Clock
    keys: KeyFolder
    vault: Vault
    database: Database
    tokens: Tokens
    senders: Mapping[Channel, Sender] = field(default_factory=dict)


def assemble(settings: Settings, clock: Clock | None = None) -> Product:
    """Wire the parts for `settings`; nothing is connected yet."""
    # Foreign keys reach across rooms by name: every table has to be known before the first flush.
    registry.load()
    if settings.condition_catalogue is not None:
        use(read_newer(settings.condition_catalogue))
    keys = KeyFolder(settings.keys_folder)
    vault = Vault(keys)
    database = Database(
        url_with_password(
            settings.database_url.get_secret_value(), settings.database_password_file
        ),
        vault,
        passwords=Passwords(memory_kib=settings.argon2_memory_kib, passes=settings.argon2_passes),
        pool_size=settings.pool_size,
    )
    tokens = Tokens(keys.tokens())
    senders = senders_of(settings)
    return Product(settings, clock or SystemClock(), keys, vault, database, tokens, senders)


def senders_of(settings: Settings) -> dict[Channel, Sender]:
    """The ways out that are set up; what is told stands in the product without any of them."""
    folder = settings.messages_folder
    if folder is not None:
        return {channel: FileSender(folder, channel.value) for channel in Channel}
    found = dict[Channel, Sender]()
    if settings.smtp_host is not None and settings.mail_from is not None:
        found[Channel.EMAIL] = SmtpSender(
            SmtpServer(
                settings.smtp_host, settings.smtp_port, settings.smtp_security.value,
                settings.mail_from, settings.smtp_user, _secret(settings.smtp_password_file),
            )
        )  # fmt: skip
    if settings.sms_url is not None:
        found[Channel.SMS] = HttpSmsSender(settings.sms_url, _secret(settings.sms_token_file))
    return found


def _secret(file: Path | None) -> str | None:
    return None if file is None else file.read_text(encoding="utf-8").strip()


def url_with_password(url: str, password_file: Path | None) -> str:
    """A database URL, with the password from a file where one is named."""
    if password_file is None:
        return url
    password = password_file.read_text(encoding="utf-8").strip()
    return make_url(url).set(password=password).render_as_string(hide_password=False)


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
    providers = read_providers(settings.course_providers)
    app.router.routes.extend(course_pass_routes(product.database, product.clock, providers))
    if settings.static_folder is not None:
        app.router.routes.extend(page_routes(settings.static_folder))  # last: they answer all else
    return app
