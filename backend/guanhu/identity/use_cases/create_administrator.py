"""The first administrator of an office, made by whoever runs the installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from guanhu.access.roles import Role
from guanhu.identity import founding
from guanhu.identity.use_cases.manage_accounts import INVITATION_LIVES
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import check, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAdministrator:
    """An administrator, and the office when it is new (`office_name_zh` is needed then)."""

    office_code: str = words("Code of the office, e.g. P330100.", at_most=20)
    display_name: str = words("How colleagues see the person.", at_most=60)
    office_name_zh: str | None = words("Name of a new office.", at_most=80, default=None)
    office_name_en: str | None = words("The same in English.", at_most=120, default=None)
    region_code: str | None = words("Administrative region, six digits.", at_most=12, default=None)


@dataclass(frozen=True, slots=True)
class CreatedAdministrator:
    """What to hand over: the code, once, and until when it is good."""

    code: str
    expires_at: datetime
    office_is_new: bool


class OfficeUnknown(LookupError):
    """There is no such office, and without a name and a region none is made."""


async def create_administrator(
    database: Database, clock: Clock, command: CreateAdministrator
) -> CreatedAdministrator:
    """Make the office if it is missing, an administrator's account, and its one-time code.

    For the command line only: it asks for no permission because nobody is signed in yet, and the
    database credentials it runs on are the permission. Raises `InvalidInput` or `OfficeUnknown`.
    """
    check(command)
    now = clock.now()
    expires_at = now + INVITATION_LIVES
    async with database.doorstep() as session:
        office_id = await founding.find_office(session, command.office_code)
        office_is_new = office_id is None
        if office_id is None:
            if command.office_name_zh is None or command.region_code is None:
                raise OfficeUnknown(command.office_code)
            office_id = await founding.add_office(
                session,
                code=command.office_code,
                name_zh=command.office_name_zh,
                name_en=command.office_name_en or command.office_code,
                region_code=command.region_code,
            )
        code = await founding.add_account(
            session,
            database.vault,
            office_id=office_id,
            role=Role.ADMINISTRATOR,
            display_name=command.display_name.strip(),
            now=now,
            expires_at=expires_at,
        )
    return CreatedAdministrator(code, expires_at, office_is_new)
