"""Every knob of the platform, read from the environment under the prefix `UNMN_`."""

import ipaddress
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_SECRET = "demo-only-secret-change-me"
DEMO_PASSWORD = "migration-network-demo"


class Settings(BaseSettings):
    """One class, one prefix. Secrets have no usable default outside the demo."""

    model_config = SettingsConfigDict(env_prefix="UNMN_", extra="ignore")

    database_url: str = Field(
        "", description="SQLAlchemy or libpq URL; empty means an embedded SQLite file in DATA_DIR"
    )
    data_dir: Path = Field(Path("var"), description="Embedded database, uploads, keys and daily anchors")
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = Field("", description="How people reach the page; used in mail. Empty: http://HOST:PORT")
    demo: bool = Field(False, description="Load the demo network and allow its sign-ins; loopback only")
    demo_password: SecretStr = SecretStr(DEMO_PASSWORD)
    secret: SecretStr = Field(SecretStr(DEFAULT_SECRET), description="Signs links and anchors; at least 32 characters")
    smtp_url: str = Field(
        "", description="smtp://user:password@host:587; empty keeps mail queued, in demo in the outbox"
    )
    mail_from: str = "network@localhost"
    mfa_required: bool = Field(True, description="TOTP for secretariat, co-chair and admin; off in demo")
    cors_origins: list[str] = Field(default_factory=list, description="Origins of a separately hosted web page")
    frontend_dir: Path = Path(__file__).parent.parent / "frontend" / "dist"
    pool_size: int = Field(
        8,
        ge=1,
        le=100,
        description="PostgreSQL connections for reads, again for writes, and a quarter more for sign-in, per worker",
    )
    statement_cache_size: int = Field(512, ge=0, description="0 behind PgBouncer in transaction mode")
    requests_in_flight: int = Field(128, ge=1, description="Per worker; beyond it 503 with Retry-After")
    rate_limit_per_minute: int = Field(1200, ge=1, description="Requests per minute and caller, per worker")
    upload_quota_mb: int = Field(2048, ge=1, description="Stored files per organisation and network")
    silence_floor_seconds: int = Field(72 * 3600, ge=1, description="The shortest silence minimum a network may set")
    log_level: str = "info"

    @model_validator(mode="after")
    def refuse_what_is_unsafe(self) -> Self:
        """A demo answers only on loopback; everything else needs a secret of its own."""
        if self.demo and not self.on_loopback:
            raise ValueError("UNMN_DEMO is refused on any address but loopback: its password is printed at start")
        if not self.demo and self.secret.get_secret_value() in ("", DEFAULT_SECRET):
            raise ValueError("UNMN_SECRET must be set (32 characters or more) unless UNMN_DEMO is on")
        if not self.demo and len(self.secret.get_secret_value()) < 32:
            raise ValueError("UNMN_SECRET must have 32 characters or more")
        if not self.demo and self.silence_floor_seconds < 72 * 3600:
            raise ValueError("UNMN_SILENCE_FLOOR_SECONDS may be below 72 hours only in demo and tests")
        return self

    @property
    def on_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @cached_property
    def url(self) -> str:
        """The database URL with the asynchronous driver the platform uses."""
        given = self.database_url or f"sqlite:///{self.data_dir / 'unmn.sqlite3'}"
        scheme, _, rest = given.partition("://")
        dialect = scheme.split("+")[0]
        driver = {"sqlite": "sqlite+aiosqlite", "postgres": "postgresql+asyncpg", "postgresql": "postgresql+asyncpg"}
        if dialect not in driver:
            raise ValueError(f"UNMN_DATABASE_URL must be sqlite:// or postgresql://, not {dialect}://")
        return f"{driver[dialect]}://{rest}"

    @property
    def embedded(self) -> bool:
        return self.url.startswith("sqlite")

    @property
    def site(self) -> str:
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether the page is reached by https, so that cookies carry `__Host-` and Secure."""
        return self.site.startswith("https://")
