"""Settings, read from ALLIANCE_* variables or a .env file; `docs/operations.md` lists each."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

SEED_DATA = Path(__file__).resolve().parent.parent / "seed_data"


class Settings(BaseSettings):
    """What an operator may set; every description is printed in the docs."""

    model_config = SettingsConfigDict(env_prefix="ALLIANCE_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(
        Path("data"), description="Folder of all state (database, index, lock); made with mode 0700."
    )
    database_url: str = Field(
        "", description="SQLAlchemy URL of the database; empty: `alliance.db` in the data folder."
    )
    index_url: str = Field("whoosh:", description="Search engine: `whoosh:` (index in the data folder) or `memory:`.")
    host: str = Field("127.0.0.1", description="Address to listen on; loopback unless told otherwise.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(1, ge=1, le=64, description="Server processes.")
    trusted_proxies: str = Field(
        "", description="Addresses whose X-Forwarded-For is believed, comma-separated; empty: nobody's."
    )
    public_url: str = Field(
        "",
        pattern=r"^(https?://[^\s?#]+)?$",
        description="Address that clients know this service by, for feeds and files; empty: that of each request.",
    )
    max_connections: int = Field(1_000, ge=1, description="Connections a process serves at once; more get 503.")
    rate_limit: str = Field(
        "1200/minute",
        pattern=r"^(off|[1-9]\d{0,8}/(second|minute|hour))$",
        description="Requests per client address: `<n>/second|minute|hour`, or `off`. Health and metrics are exempt.",
    )
    q_max_length: int = Field(1_000, ge=1, le=100_000, description="Characters allowed in `q`.")
    q_max_terms: int = Field(64, ge=1, le=1_000, description="Words, phrases and prefixes allowed in `q`.")
    q_max_depth: int = Field(12, ge=1, le=64, description="Parentheses allowed inside each other in `q`.")
    prefix_min_letters: int = Field(2, ge=1, le=20, description="Letters that must stand before a star in `q`.")
    prefix_max_words: int = Field(
        500, ge=1, le=10_000, description="Words of the archive that one `prefix*` may stand for."
    )
    key_failure_limit: str = Field(
        "10/minute",
        pattern=r"^(off|[1-9]\d{0,8}/(second|minute|hour))$",
        description="Refused keys per client address, after which no key of it is looked at until the window ends; or `off`.",
    )
    uri_max_bytes: int = Field(16_384, ge=512, description="Bytes allowed in path and query string.")
    body_max_bytes: int = Field(65_536, ge=0, description="Bytes allowed in a request body.")
    issue_max_bytes: int = Field(2_000_000, ge=0, description="Bytes allowed in the body of `PUT /v1/issues/{id}`.")
    import_max_bytes: int = Field(
        10_000_000, ge=0, description="Bytes allowed in a document that is imported and in a form that corrects it."
    )
    answer_cache_bytes: int = Field(
        32_000_000, ge=0, description="Bytes of answers that a process keeps to give them again; 0 keeps none."
    )
    index_lag_s: float = Field(10.0, gt=0, description="Seconds the index may be behind before /readyz says 503.")
    index_poll_s: float = Field(0.2, gt=0, le=10, description="Seconds between looks for new changes and generations.")
    webhooks_send: bool = Field(
        True, description="Whether server processes send webhooks, or only `alliance webhooks run` does."
    )
    webhooks_allow_private: bool = Field(
        False, description="Whether webhooks may go to private, loopback and link-local addresses, and over plain http."
    )
    webhooks_max: int = Field(20, ge=0, le=1_000, description="Webhooks allowed.")
    webhooks_timeout_s: float = Field(10.0, gt=0, le=60, description="Seconds in which a receiver must have answered.")
    webhooks_retry_s: float = Field(
        5.0,
        gt=0,
        le=3_600,
        description="Seconds to the second attempt of a notice; each later wait is four times as long.",
    )
    webhooks_disable_days: float = Field(
        5.0, gt=0, le=90, description="Days without a single delivery after which a failing webhook is disabled."
    )
    log_format: str = Field("json", pattern="^(json|console)$", description="Log lines as `json` or for a `console`.")
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="Least level that is logged.")

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'alliance.db'}"

    @property
    def index_dir(self) -> Path:
        """Folder of the index generations."""
        return self.data_dir / "index"
