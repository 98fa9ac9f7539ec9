"""Refusals about accounts, signing in and joining."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class InvalidCredentials(Refusal):
    """Login, password or one-time code is wrong, or there is no such account: never says which."""

    code = "INVALID_CREDENTIALS"


class TotpRequired(Refusal):
    """The password is right; the code of the second factor is missing."""

    code = "TOTP_REQUIRED"


class TotpNotEnrolled(Refusal):
    """The account has no second factor although one is required: a new invitation sets it up."""

    code = "TOTP_NOT_ENROLLED"


class TooManyAttempts(Refusal):
    """Too many attempts in vain. Facts: ``retry_after``, seconds to wait."""

    code = "TOO_MANY_ATTEMPTS"


class PasswordTooShort(Refusal):
    """Facts: ``at_least``, characters."""

    code = "PASSWORD_TOO_SHORT"


class PasswordTooCommon(Refusal):
    """The password is one of those that are tried first, or contains the login."""

    code = "PASSWORD_TOO_COMMON"


class PasswordUnchanged(Refusal):
    """The new password is the old one."""

    code = "PASSWORD_UNCHANGED"


class CurrentPasswordWrong(Refusal):
    """The current password is not this one."""

    code = "CURRENT_PASSWORD_WRONG"


class InvitationNotValid(Refusal):
    """The code is unknown, used, replaced or expired, or its person may no longer join."""

    code = "INVITATION_NOT_VALID"


class EnrolmentEnded(Refusal):
    """The enrolment is unknown, expired or was tried too often: start again with the code."""

    code = "ENROLMENT_ENDED"


class TotpWrong(Refusal):
    """The code of the second factor is not right at this moment, or was used before."""

    code = "TOTP_WRONG"


class LoginTaken(Refusal):
    """Another account signs in by this name; said only to holders of a valid invitation."""

    code = "LOGIN_TAKEN"


class SameRole(Refusal):
    """The account already has this role."""

    code = "SAME_ROLE"


class NoStaffRole(Refusal):
    """Guardians and young people are invited from their case, not made by an administrator."""

    code = "NO_STAFF_ROLE"


class OwnAccount(Refusal):
    """Nobody changes their own role or closes their own account: an office keeps its key."""

    code = "OWN_ACCOUNT"


class AlreadyDeactivated(Refusal):
    """The account is closed."""

    code = "ACCOUNT_DEACTIVATED"


class GuardianBlocked(Refusal):
    """A blocked guardian sees nothing and is not invited (law.md Q-11)."""

    code = "GUARDIAN_BLOCKED"


class GuardianshipOver(Refusal):
    """The guardianship has ended or has not begun."""

    code = "GUARDIANSHIP_OVER"
