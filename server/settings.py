"""Everything that can be configured, read once, from the environment or `.env`.

This is the only reader of the environment. Names people already know stay as they are; ours are
`POLYMATH_<FIELD>`.
"""

import datetime
import ipaddress
import re
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]
"""The repository: what relative paths are relative to, so that commands work from any folder."""

SQLITE = "sqlite:///"


class Settings(BaseSettings):
    """The service's settings."""

    model_config = SettingsConfigDict(
        env_prefix="POLYMATH_",
        env_file=ROOT / ".env",
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

    data_dir: Path = ROOT / "data"
    """Where SQLite databases and uploaded files are kept."""

    model: str = "embedded"
    """`provider:model` used when a request names none; several, separated by commas, are asked in
    this order."""

    embedded_fallback: bool = True
    """The embedded planner answers when no provider does; otherwise that is an error."""

    models: list[str] = Field(default_factory=list[str])
    """Further `provider:model` strings `/info` offers."""

    open_browser: bool = False
    """Open the page once the service is ready."""

    grace_s: float = Field(default=10.0, ge=0, le=600)
    """How long runs may go on after SIGTERM before they are put aside for the next start."""

    drain_delay_s: float = Field(default=0.0, ge=0, le=120)
    """How long `/ready` says 503 before anything is stopped, for a load balancer to notice."""

    provider_timeout_s: float = Field(default=60.0, gt=0, le=3600)
    """How long one attempt at a model provider may take; one call with all its attempts, twice."""

    provider_silence_s: float = Field(default=20.0, gt=0, le=3600)
    """How long a provider may be silent between two pieces of an answer it has begun."""

    run_budget_usd: float | None = Field(default=None, gt=0)
    """What one run may cost at model providers; then it ends with `budget-exceeded`."""

    run_budget_tokens: int | None = Field(default=None, gt=0)
    """Tokens one run may use at model providers, in and out."""

    prices: dict[str, dict[str, float]] = Field(default_factory=dict[str, dict[str, float]])
    """US dollars for a million tokens where they differ from the list:
    `{"openai:my-model": {"input": 0.5, "cached": 0.1, "output": 2}}`."""

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

    preload: bool = True
    """Load the compiled kernels in the background once ready: a second or two of one core, 130 MB
    that the first question needing them would take otherwise."""

    kernel_cache: Path | None = Field(
        default=None,
        validation_alias=AliasChoices("NUMBA_CACHE_DIR", "POLYMATH_KERNEL_CACHE"),
    )
    """Where set-up puts compiled kernels; the launcher and the Makefile set it, numba reads it."""

    compute: str = "local"
    """Where work too large for one thread goes: `local`, `dask` for two processes of its own, or
    the address of a Dask scheduler (`tcp://host:8786`)."""

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
    """Any OpenAI-compatible server: vLLM, Ollama, LM Studio, Mistral."""

    google_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("GEMINI_API_KEY", "GOOGLE_API_KEY")
    )
    """For `google_genai:` models."""

    google_base_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("GOOGLE_GEMINI_BASE_URL", "POLYMATH_GOOGLE_BASE_URL"),
    )
    """Another address of the Gemini API, without `/v1beta`."""

    anthropic_api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("ANTHROPIC_API_KEY", "POLYMATH_ANTHROPIC_API_KEY"),
    )
    """For `anthropic:` models, whose packages `requirements-anthropic.txt` adds."""

    anthropic_base_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("ANTHROPIC_BASE_URL", "POLYMATH_ANTHROPIC_BASE_URL"),
    )
    """Another address of the Anthropic API."""

    threat_feeds: bool = False
    """Whether EPSS, CISA's catalogue and the NVD may be asked; CVE identifiers are sent to them."""

    epss_url: str = "https://api.first.org/data/v1/epss"
    """The EPSS API, or a mirror of it."""

    kev_url: str = (
        "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"
    )
    """CISA's catalogue of known exploited vulnerabilities, or a mirror of it."""

    nvd_url: str = "https://services.nvd.nist.gov/rest/json/cves/2.0"
    """The NVD's API 2.0, or a mirror of it."""

    nvd_api_key: SecretStr | None = None
    """Raises the NVD's limit of 5 questions in 30 seconds to 50."""

    nessus_url: str | None = None
    """A Nessus server, such as `https://nessus.example.org:8834`."""

    nessus_access_key: SecretStr | None = None
    """Its API keys: both or none."""

    nessus_secret_key: SecretStr | None = None
    """The secret one."""

    gvm_address: str | None = None
    """A Greenbone server: `host:9390` over TLS, or the path of gvmd's Unix socket."""

    gvm_user: str = ""
    """Its user."""

    gvm_password: SecretStr | None = None
    """The user's password."""

    scanner_ca_file: Path | None = None
    """Certificates by which scanners' servers are known, where they are signed by nobody else."""

    scan_networks: list[str] = Field(default_factory=list[str])
    """Networks that may be scanned live, such as `["192.0.2.0/24"]`; none unless given."""

    nmap: str = "nmap"
    """The nmap program."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", validation_alias=AliasChoices("LOG_LEVEL", "POLYMATH_LOG_LEVEL")
    )
    """What is written to the log; in lower case too."""

    today: datetime.date | None = None
    """What agents take as today's date, for evaluations that must give the same answers later."""

    @field_validator("data_dir")
    @classmethod
    def _from_the_repository(cls, value: Path) -> Path:
        return ROOT / value.expanduser()

    @field_validator("compute")
    @classmethod
    def _is_somewhere(cls, value: str) -> str:
        if value not in ("local", "dask") and not re.match(r"(tcp|tls|ws|wss)://\S+:\d+$", value):
            raise ValueError("must be local, dask, or a scheduler's address (tcp://host:8786)")
        return value

    @field_validator("scan_networks")
    @classmethod
    def _are_networks(cls, value: list[str]) -> list[str]:
        return [str(ipaddress.ip_network(one)) for one in value]

    @field_validator("prices")
    @classmethod
    def _prices_are_whole(cls, value: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        for name, entry in value.items():
            if not {"input", "output"} <= set(entry) <= {"input", "cached", "output"}:
                raise ValueError(f"{name} needs input and output, and may have cached")
            if min(entry.values()) < 0:
                raise ValueError(f"{name}: a price is not negative")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @property
    def database(self) -> str:
        """Where our tables are: a SQLAlchemy URL without a driver."""
        if self.database_url is not None:
            url = self.database_url.get_secret_value()
            if url.startswith(SQLITE):
                return f"{SQLITE}{ROOT / url.removeprefix(SQLITE)}"
            return url.replace("postgres://", "postgresql://", 1)
        return f"{SQLITE}{self.data_dir / 'polymath.db'}"

    @property
    def checkpoints(self) -> str:
        """Where the graph keeps threads.

        SQLite: a file of its own, so that saving a step never waits for the writer of our tables.
        """
        if self.database.startswith("postgresql"):
            return self.database
        return f"{SQLITE}{self.data_dir / 'checkpoints.db'}"
