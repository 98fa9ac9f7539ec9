"""`guanhu open-sealed`: read one sealed file, where the private seal key is at hand."""

from __future__ import annotations

import asyncio
import base64
import re
import sys
from pathlib import Path
from typing import Final
from uuid import UUID

import click
import orjson
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from guanhu.access.actor import system_actor
from guanhu.afterwards.errors import NotToBeOpened, QueryNotPermitted, UndertakingMissing
from guanhu.afterwards.use_cases.open_sealed import OpeningGround, SealNumber
from guanhu.afterwards.use_cases.open_sealed import open_sealed as open_archive_of
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.vault import VaultUnreadable
from guanhu.product import assemble
from guanhu.running import read_settings
from guanhu.sealing.archive import ArchiveDamaged, OpenedArchive

NUMBER: Final = re.compile(r"(\d{4})-(\d{1,6})")
REASONS: Final[dict[type[Exception], str]] = {
    NotVisible: "no such order in the register of this office",
    ArchiveDamaged: "the archive's bytes are not those that were sealed",
    VaultUnreadable: "this key does not open the archive",
    NotToBeOpened: "no approved unsealing and no permitted query of this file was named",
    QueryNotPermitted: "the query was not permitted",
    UndertakingMissing: "nobody has signed the undertaking of secrecy for this query",
}


@click.command("open-sealed")
@click.argument("office")
@click.argument("seal_number")
@click.option(
    "--key",
    "key_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The private seal key, as `guanhu init-keys` wrote it.",
)
@click.option("--unsealing", type=click.UUID, help="The approved unsealing it is opened on.")
@click.option("--query", type=click.UUID, help="The permitted query it is opened for.")
def open_sealed(
    office: str, seal_number: str, key_file: Path, unsealing: UUID | None, query: UUID | None
) -> None:
    """Print the sealed file SEAL_NUMBER (e.g. 2026-0012) of OFFICE (its code) as JSON.

    It opens on an approved unsealing (F-13) or for a permitted query whose reader has signed to
    keep it secret (F-09): name one. For a query only the permitted parts are printed. The opening
    is entered in the office's trail. What is printed is in the open: send it to no screen or disk
    that others can read.
    """
    matched = NUMBER.fullmatch(seal_number)
    if matched is None:
        raise click.BadParameter("a number looks like 2026-0012", param_hint="SEAL_NUMBER")
    if (unsealing is None) is (query is None):
        raise click.UsageError("name either --unsealing or --query")
    wanted = SealNumber(office, int(matched[1]), int(matched[2]))
    try:
        opened = asyncio.run(_open(wanted, OpeningGround(unsealing, query), key_of(key_file)))
    except tuple(REASONS) as refused:
        raise click.ClickException(REASONS[type(refused)]) from refused
    sys.stdout.buffer.write(as_json(opened))


def key_of(file: Path) -> X25519PrivateKey:
    """A private seal key from its file."""
    return X25519PrivateKey.from_private_bytes(base64.b64decode(file.read_bytes()))


def as_json(opened: OpenedArchive) -> bytes:
    """An opened archive as indented JSON with every field in the open."""
    return orjson.dumps(
        {
            "case_id": opened.case_id,
            "minor_id": opened.minor_id,
            "sealed_at": opened.sealed_at,
            "tables": opened.readable(),
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE,
    )


async def _open(wanted: SealNumber, on: OpeningGround, key: X25519PrivateKey) -> OpenedArchive:
    product = assemble(read_settings())
    try:
        return await open_archive_of(
            product.database, product.clock, system_actor(UUID(int=0)), wanted, on, key
        )
    finally:
        await product.database.close()
