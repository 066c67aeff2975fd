"""The records that flow through Contraflow's topics: pydantic models, frozen and versioned."""

from schemas.alert import (
    Alert,
    AlertStatus,
    ContradictionType,
    IndependentSources,
)
from schemas.article import Article
from schemas.base import SCHEMA_VERSION, Record, UtcTime
from schemas.claim import (
    AsOf,
    Aspect,
    Claim,
    Modality,
    Polarity,
    Role,
    TimePrecision,
)
from schemas.dead_letter import DeadLetter, DeadLetterReason, Origin
from schemas.feedback import Feedback, Verdict
from schemas.heartbeat import Heartbeat
from schemas.merged_claim import Mention, MergedClaim
from schemas.place import Place, PlacePrecision
from schemas.speaker import Party, Speaker
from schemas.value import Numbers, Parties, States, Value

__all__ = [
    "SCHEMA_VERSION",
    "Alert",
    "AlertStatus",
    "Article",
    "AsOf",
    "Aspect",
    "Claim",
    "ContradictionType",
    "DeadLetter",
    "DeadLetterReason",
    "Feedback",
    "Heartbeat",
    "IndependentSources",
    "Mention",
    "MergedClaim",
    "Modality",
    "Numbers",
    "Origin",
    "Parties",
    "Party",
    "Place",
    "PlacePrecision",
    "Polarity",
    "Record",
    "Role",
    "Speaker",
    "States",
    "TimePrecision",
    "UtcTime",
    "Value",
    "Verdict",
]
