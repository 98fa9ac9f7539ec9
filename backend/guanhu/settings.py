"""All settings in one place, read once from the environment (``GUANHU_…``) or files.

The program refuses to start in production with a secret missing or left at a sample value.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(StrEnum):
    """Where the program runs; free queries and GraphiQL exist outside production only."""

    DEVELOPMENT = "development"
    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class SmtpSecurity(StrEnum):
    """How the way to the mail server is kept from others' eyes."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class SettingsRefused(ValueError):
    """The settings are unsafe for the chosen environment."""


class Settings(BaseSettings):
    """See README.md for the table of these settings."""

    model_config = SettingsConfigDict(
        env_prefix="GUANHU_",
        secrets_dir=None,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    environment: Environment = Environment.PRODUCTION
    database_url: SecretStr = Field(description="postgresql:// URL of the application's own role")
    database_password_file: Path | None = Field(
        default=None, description="file holding the password, when the URL has none"
    )
    owner_database_url: SecretStr | None = Field(
        default=None, description="postgresql:// URL of the role that owns the tables; migrate only"
    )
    owner_database_password_file: Path | None = None
    keys_folder: Path = Field(description="folder with master, index, token and seal keys")
    public_url: str = "http://localhost:8000"
    static_folder: Path | None = Field(default=None, description="built front ends, when served")
    trusted_documents: Path | None = Field(
        default=None, description="JSON map of document hash to text; required in production"
    )
    totp_required: bool = True
    open_documents: bool = Field(
        default=False, description="free queries and introspection; never in production"
    )
    secure_cookies: bool = True
    trusted_proxies: int = Field(
        default=0,
        ge=0,
        le=5,
        description="how many proxies of our own add to X-Forwarded-For; 0 ignores the header",
    )
    staff_session_hours: int = Field(
        default=12, ge=1, le=168, description="idle hours after which staff sign in again"
    )
    family_session_days: int = Field(
        default=30, ge=1, le=180, description="idle days after which families sign in again"
    )
    session_longest_days: int = Field(
        default=90, ge=1, le=366, description="days after which everybody signs in again"
    )
    pool_size: int = Field(default=10, ge=1, le=200)
    body_limit_bytes: int = Field(default=512_000, ge=1_000)
    argon2_memory_kib: int = Field(default=65_536, ge=8)
    argon2_passes: int = Field(default=3, ge=1)
    metrics_port: int | None = Field(default=None, description="separate port for /metrics")
    metrics_host: str = Field(default="127.0.0.1", description="address of the metrics port")
    log_level: str = "INFO"
    condition_catalogue: Path | None = Field(
        default=None, description="folder of a newer condition catalogue than the one shipped"
    )
    family_phone: str | None = Field(
        default=None, description="number of the office that families are shown, if any"
    )
    urgent_help_zh: str | None = Field(
        default=None, description="line for urgent help on family pages, in Chinese"
    )
    urgent_help_en: str | None = Field(default=None, description="the same line in English")

    silent_days: int = Field(
        default=30, ge=7, le=180, description="days without human contact after which it is told"
    )
    messages_per_hour: int = Field(
        default=6, ge=1, le=1_000, description="most e-mails, and most SMS, to one person an hour"
    )
    messages_folder: Path | None = Field(
        default=None, description="e-mails and SMS are written here instead of being sent"
    )
    course_providers: Path | None = Field(
        default=None, description="YAML list of who may send passes of courses done elsewhere"
    )
    course_pass_days: int = Field(
        default=60, ge=7, le=365, description="days after which a pass nobody matched is forgotten"
    )
    smtp_host: str | None = Field(default=None, description="mail server; no e-mail without it")
    smtp_port: int = Field(default=587, ge=1, le=65_535)
    smtp_security: SmtpSecurity = Field(
        default=SmtpSecurity.STARTTLS, description="starttls, tls from the first byte, or none"
    )
    smtp_user: str | None = None
    smtp_password_file: Path | None = None
    mail_from: str | None = Field(default=None, description="address e-mails come from")
    sms_url: str | None = Field(default=None, description="SMS provider; no SMS without it")
    sms_token_file: Path | None = Field(default=None, description="file with the provider's token")

    @model_validator(mode="after")
    def _refuse_half(self) -> Self:
        if self.smtp_host is not None and self.mail_from is None:
            message = "GUANHU_MAIL_FROM is needed with GUANHU_SMTP_HOST"
            raise SettingsRefused(message)
        return self

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.environment is not Environment.PRODUCTION:
            return self
        unsafe = [
            name
            for name, wrong in (
                ("GUANHU_OPEN_DOCUMENTS", self.open_documents),
                ("GUANHU_TOTP_REQUIRED", not self.totp_required),
                ("GUANHU_SECURE_COOKIES", not self.secure_cookies),
                ("GUANHU_TRUSTED_DOCUMENTS", self.trusted_documents is None),
                ("GUANHU_MESSAGES_FOLDER", self.messages_folder is not None),
                ("GUANHU_SMTP_SECURITY", self.smtp_security is SmtpSecurity.NONE),
                ("GUANHU_SMS_URL", (self.sms_url or "https://").partition(":")[0] != "https"),
                ("GUANHU_ARGON2_MEMORY_KIB", self.argon2_memory_kib < 19_456),  # noqa: PLR2004
                ("GUANHU_DATABASE_URL", "change-me" in self.database_url.get_secret_value()),
            )
            if wrong
        ]
        if unsafe:
            message = f"unsafe in production: {', '.join(unsafe)}"
            raise SettingsRefused(message)
        return self
