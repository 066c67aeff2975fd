"""Merging claims and finding contradictions: pure logic over a small key-value store."""

from contraflow.ledger.cells import routes
from contraflow.ledger.config import RULES_VERSION, LedgerConfig
from contraflow.ledger.identity import claim_id, mention_id
from contraflow.ledger.ledger import Ledger, LedgerResult, LedgerStats
from contraflow.ledger.store import MemoryStore, Store, evict, is_expired

__all__ = [
    "RULES_VERSION",
    "Ledger",
    "LedgerConfig",
    "LedgerResult",
    "LedgerStats",
    "MemoryStore",
    "Store",
    "claim_id",
    "evict",
    "is_expired",
    "mention_id",
    "routes",
]
