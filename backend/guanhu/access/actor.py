"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.permissions import ROLE_PERMISSIONS, SYSTEM_PERMISSIONS, Permission
from guanhu.access.roles import Role
from guanhu.kernel.errors import NotPermitted, Unauthenticated

SYSTEM_ACCOUNT = UUID(int=0)
"""The account id under which jobs stand in the trail."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person in one role of one office, or the system's own named actor.

    `session_id` is None for the system only; the database refuses a person without a live session.
    """

    account_id: UUID
    office_id: UUID
    role: Role | None
    session_id: UUID | None

    @property
    def permissions(self) -> frozenset[Permission]:
        return SYSTEM_PERMISSIONS if self.role is None else ROLE_PERMISSIONS[self.role]

    @property
    def role_name(self) -> str:
        """The role as the database and the trail know it; ``system`` for jobs."""
        return "system" if self.role is None else self.role.value

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise `NotPermitted` unless the actor holds `permission`."""
        if permission not in self.permissions:
            raise NotPermitted

    def require_one_of(self, *permissions: Permission) -> None:
        """Raise `NotPermitted` unless the actor holds at least one of `permissions`."""
        if self.permissions.isdisjoint(permissions):
            raise NotPermitted


def system_actor(office_id: UUID) -> Actor:
    """The actor of the jobs, for one office at a time."""
    return Actor(SYSTEM_ACCOUNT, office_id, None, None)


def signed_in(actor: Actor | None) -> Actor:
    """The actor, or `Unauthenticated` when nobody is signed in."""
    if actor is None:
        raise Unauthenticated
    return actor
