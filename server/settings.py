"""Everything that can be configured, read once, from the environment or `.env`.

This is the only reader of the environment. Names people already know stay as they are; ours are
`POLYMATH_<FIELD>`.
"""

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The service's settings."""

    model_config = SettingsConfigDict(
        env_prefix="POLYMATH_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        populate_by_name=True,
    )

    host: str = "127.0.0.1"
    """The address listened on. Anything but loopback opens the service to others."""

    port: int = Field(
        default=8000, ge=0, le=65535, validation_alias=AliasChoices("POLYMATH_PORT", "PORT")
    )
    """The port listened on; 0 takes a free one."""

    data_dir: Path = Path("data")
    """Where SQLite databases and uploaded files are kept."""

    model: str = "embedded"
    """`provider:model` used when a request names none."""

    models: list[str] = Field(default_factory=list[str])
    """Further `provider:model` strings `/info` offers."""

    open_browser: bool = False
    """Open the page once the service is ready."""

    grace_s: float = Field(default=10.0, ge=0, le=600)
    """How long runs may go on after SIGTERM before they are put aside for the next start."""

    drain_delay_s: float = Field(default=0.0, ge=0, le=120)
    """How long `/ready` says 503 before anything is stopped, for a load balancer to notice."""

    provider_timeout_s: float = Field(default=60.0, gt=0, le=3600)
    """How long a model provider may take for one call."""

    lease_s: float = Field(default=15.0, ge=1, le=600)
    """After how long without a sign of life another process may take over a run."""

    max_json_bytes: int = Field(default=1_000_000, ge=1_000)
    """Largest JSON body."""

    max_upload_bytes: int = Field(default=50_000_000, ge=1_000)
    """Largest uploaded file."""

    max_runs: int = Field(default=256, ge=1)
    """Runs in flight in this process; one more is answered 503 with Retry-After."""

    kernel_threads: int = Field(default=2, ge=1, le=64)
    """Capabilities computed at the same time."""

    cors_origins: list[str] = Field(default_factory=list[str])
    """Web origins that may call the service from a browser; `["*"]` for all."""

    database_url: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("DATABASE_URL", "POLYMATH_DATABASE_URL")
    )
    """`postgresql://…` or `sqlite:///…`; unset: SQLite under `data_dir`."""

    redis_url: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("REDIS_URL", "POLYMATH_REDIS_URL")
    )
    """Needed only when several processes share streams and rate limits."""

    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_API_KEY", "POLYMATH_OPENAI_API_KEY")
    )
    """For `openai:` models."""

    openai_base_url: str | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_BASE_URL", "POLYMATH_OPENAI_BASE_URL")
    )
    """Any OpenAI-compatible server: vLLM, Ollama, LM Studio."""

    google_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("GEMINI_API_KEY", "GOOGLE_API_KEY")
    )
    """For `google_genai:` models."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", validation_alias=AliasChoices("LOG_LEVEL", "POLYMATH_LOG_LEVEL")
    )
    """What is written to the log."""

    @property
    def database(self) -> str:
        """Where our tables are: a SQLAlchemy URL without a driver."""
        if self.database_url is not None:
            url = self.database_url.get_secret_value()
            return url.replace("postgres://", "postgresql://", 1)
        return f"sqlite:///{self.data_dir / 'polymath.db'}"

    @property
    def checkpoints(self) -> str:
        """Where the graph keeps threads.

        SQLite: a file of its own, so that saving a step never waits for the writer of our tables.
        """
        if self.database.startswith("postgresql"):
            return self.database
        return f"sqlite:///{self.data_dir / 'checkpoints.db'}"
