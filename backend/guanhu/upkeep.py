"""Commands for whoever keeps an installation: keys, offices, the trail, the schema export."""

from __future__ import annotations

import asyncio
import difflib
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import click
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from guanhu.access.actor import system_actor
from guanhu.audit.chain import Finding, Flaw
from guanhu.audit.facts import SignedHead
from guanhu.audit.use_cases.rotate_master_key import RotationRefused, rotate_master_key
from guanhu.audit.use_cases.sign_trail import sign_trail
from guanhu.audit.use_cases.verify_chain import ChainReport, verify_chain
from guanhu.identity.use_cases.create_administrator import (
    CreateAdministrator,
    CreatedAdministrator,
    OfficeUnknown,
    create_administrator,
)
from guanhu.kernel.clock import OFFICE_ZONE
from guanhu.kernel.errors import InvalidInput
from guanhu.plumbing.keys import KeyFolder, KeysUnreadable
from guanhu.plumbing.migrations import ROOT
from guanhu.product import Product, assemble
from guanhu.settings import Settings

NO_OFFICE: Final = UUID(int=0)
SCHEMA_FILE: Final = ROOT / "graphql" / "schema.graphql"

SENTENCES: Final = {
    Flaw.CHANGED: "{place}: changed; what stands there does not give the stored hash",
    Flaw.MISSING: "{place}: missing",
    Flaw.MOVED: "{place}: moved; written as {other}",
    Flaw.INSERTED: "{place}: inserted; was not written there",
    Flaw.UNLINKED: "{place}: does not build on the entry before it",
    Flaw.TRUNCATED: "{place}: cut off at the end",
    Flaw.HEAD_WRONG: "{place}: differs from the head of the chain",
    Flaw.SIGNED_HEAD_CONTRADICTED: "{place}: differs from the head signed for it",
    Flaw.SIGNATURE_INVALID: "{place}: the signature of this head is not valid",
}


@click.command("init-keys")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init_keys(folder: Path) -> None:
    """Make every key file missing in FOLDER; existing ones are never touched."""
    before = set(folder.iterdir()) if folder.is_dir() else set()
    KeyFolder.create(folder)
    made = sorted(path.name for path in set(folder.iterdir()) - before)
    click.echo(f"made {', '.join(made)}" if made else "nothing was missing")
    if "seal.key" in made:
        click.echo("Move seal.key off this machine: it opens sealed records, and nothing here")
        click.echo("needs it until a sealed record has to be opened.")


@click.command("verify-trail")
@click.option("--office", help="Only this office, by its code.")
@click.option(
    "--signatures",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Signed heads kept outside the database, as `guanhu sign-trail` printed them.",
)
def verify_trail(office: str | None, signatures: Path | None) -> None:
    """Recompute the trail. Exit code 0: intact. 1: flaws were found. 2: could not be verified."""
    kept = () if signatures is None else tuple(read_signed(signatures))

    async def run(product: Product) -> list[ChainReport]:
        return await verify_chain(
            product.database,
            product.clock,
            system_actor(NO_OFFICE),
            product.keys.trail_public(),
            office_code=office,
            kept_elsewhere=kept,
        )

    reports = _with_product(run)
    if office is not None and not reports:
        click.echo(f"no trail of an office {office}", err=True)
        sys.exit(2)
    for report in reports:
        for line in lines_of(report):
            click.echo(line)
    sys.exit(1 if any(report.findings for report in reports) else 0)


@click.command("sign-trail")
def sign_trail_command() -> None:
    """Sign the heads that grew. Keep what it prints outside the database, too."""

    async def run(product: Product) -> bool:
        whole = True
        reports = await sign_trail(
            product.database, product.clock, system_actor(NO_OFFICE), product.keys.trail()
        )
        for report in reports:
            if report.signed is None:
                whole = False
                for line in flaws_of(report.office_code or str(report.office_id), report.findings):
                    click.echo(line, err=True)
            else:
                click.echo(signed_line(report.signed))
        return whole

    if not _with_product(run):
        click.echo("a broken chain is not signed", err=True)
        sys.exit(1)


@click.command("rotate-master-key")
def rotate_master_key_command() -> None:
    """Wrap every record key with a new master key and retire the old one.

    Processes that serve need not stop. Interrupted, it is run again.
    """

    async def run(product: Product) -> str:
        done = await rotate_master_key(
            product.database, product.clock, system_actor(NO_OFFICE), product.keys
        )
        return (
            f"{done.rewrapped} record keys wrapped with {done.active};"
            f" retired: {', '.join(done.retired)}"
        )

    try:
        click.echo(_with_product(run))
    except RotationRefused as refused:
        click.echo(str(refused), err=True)
        sys.exit(1)


@click.command("rotate-token-key")
def rotate_token_key() -> None:
    """Sign access tokens with a new key. Tokens of the key before it stay good until they expire.

    Restart every `guanhu serve` afterwards: each one reads its keys when it starts.
    """
    try:
        active = KeyFolder(Settings().keys_folder).rotate_tokens()
    except (OSError, KeysUnreadable, ValidationError) as unreadable:
        click.echo(f"cannot start: {type(unreadable).__name__}: {unreadable}", err=True)
        sys.exit(2)
    click.echo(f"access tokens are signed with {active}; restart every `guanhu serve`")


@click.command("create-admin")
@click.option("--office", required=True, help="Code of the office, e.g. P330100.")
@click.option("--name", required=True, help="How colleagues see the administrator.")
@click.option("--office-name-zh", help="Name of the office, when it is new.")
@click.option("--office-name-en", help="The same in English.")
@click.option("--region", help="Administrative region of a new office, six digits.")
def create_admin(
    office: str,
    name: str,
    office_name_zh: str | None,
    office_name_en: str | None,
    region: str | None,
) -> None:
    """Make an administrator of an office, and the office if it is new.

    Prints a one-time code, once. Who joins by it chooses login and password.
    """
    wanted = CreateAdministrator(
        office_code=office,
        display_name=name,
        office_name_zh=office_name_zh,
        office_name_en=office_name_en,
        region_code=region,
    )

    async def run(product: Product) -> CreatedAdministrator:
        return await create_administrator(product.database, product.clock, wanted)

    try:
        made: CreatedAdministrator = _with_product(run)
    except OfficeUnknown:
        click.echo(
            f"there is no office {office}; give --office-name-zh and --region to make it", err=True
        )
        sys.exit(1)
    except InvalidInput as refused:
        for problem in refused.problems:
            click.echo(f"{problem.path}: {problem.code}", err=True)
        sys.exit(1)
    if made.office_is_new:
        click.echo(f"office {office} made")
    until = made.expires_at.astimezone(OFFICE_ZONE)
    click.echo(f"one-time code: {made.code}")
    click.echo(f"good until {until:%Y-%m-%d %H:%M} ({OFFICE_ZONE.key}), for one use")


@click.command("export-schema")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when the export is not current.")
def export_schema(*, check: bool) -> None:
    """Write graphql/schema.graphql from the code."""
    current = schema_text()
    stored = SCHEMA_FILE.read_text(encoding="utf-8") if SCHEMA_FILE.exists() else ""
    if not check:
        SCHEMA_FILE.write_text(current, encoding="utf-8")
        click.echo("graphql/schema.graphql " + ("is as it was" if stored == current else "written"))
        return
    if stored != current:
        difference = difflib.unified_diff(
            stored.splitlines(), current.splitlines(), "graphql/schema.graphql", "code", lineterm=""
        )
        click.echo("\n".join(difference))
        click.echo("graphql/schema.graphql is not current; run `guanhu export-schema`", err=True)
        sys.exit(1)


def schema_text() -> str:
    """The schema in a stable order, with every description."""
    from guanhu.api.gql.schema import build_schema  # noqa: PLC0415 - slow to load

    # Strawberry's own printer: types come by name, and enum defaults print as their names.
    return build_schema(open_documents=True).as_str() + "\n"


def lines_of(report: ChainReport) -> Iterator[str]:
    """One office's report, line by line."""
    name = report.office_code or str(report.office_id)
    if not report.findings:
        yield (
            f"{name}: intact, {report.last_seq} entries,"
            f" compared with {report.signed_heads} signed heads"
        )
    yield from flaws_of(name, report.findings)


def flaws_of(name: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Findings as sentences; neighbours with the same flaw and distance are one line."""

    def kind(numbered: tuple[int, Finding]) -> tuple[Flaw, int, int | None]:
        position, found = numbered
        distance = None if found.other is None else found.other - found.first
        apart = found.first if found.first == found.last else -position
        return found.flaw, apart - position, distance

    ordered = sorted(findings, key=lambda found: (found.flaw.value, found.first))
    for _, neighbours in groupby(enumerate(ordered), key=kind):
        run = [found for _, found in neighbours]
        first, last = run[0].first, run[-1].last
        place = f"entry {first}" if first == last else f"entries {first} to {last}"
        other = f"{run[0].other}" if len(run) == 1 else f"{run[0].other} to {run[-1].other}"
        yield f"{name}: {SENTENCES[run[0].flaw].format(place=place, other=other)}"


def signed_line(head: SignedHead) -> str:
    """One signed head as a line of JSON."""
    return json.dumps(
        {
            "office": str(head.office_id),
            "seq": head.seq,
            "hash": head.hash.hex(),
            "signedAt": head.signed_at.isoformat(),
            "signature": head.signature.hex(),
        }
    )


def read_signed(file: Path) -> Iterator[SignedHead]:
    """Signed heads from the lines `signed_line` made."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            stored = json.loads(line)
            yield SignedHead(
                UUID(stored["office"]),
                int(stored["seq"]),
                bytes.fromhex(stored["hash"]),
                datetime.fromisoformat(stored["signedAt"]),
                bytes.fromhex(stored["signature"]),
            )


def _with_product(run: Any) -> Any:
    """Run something on the product of the environment; exit code 2 when it cannot be reached."""

    async def within() -> Any:
        product = assemble(Settings())
        try:
            return await run(product)
        finally:
            await product.database.close()

    try:
        return asyncio.run(within())
    except (OSError, KeysUnreadable, SQLAlchemyError, ValidationError) as unreachable:
        click.echo(f"cannot start: {type(unreachable).__name__}: {unreachable}", err=True)
        sys.exit(2)
