"""Step 4, attribution: who puts a claim forward, and how firmly.

``reader`` walks up from the word that carries the claim: every reporting verb (``verbs``) or noun
(``nouns``) above it whose content it is adds a voice; modals, adverbs, conditions and words of doubt
(``modality``) say how firmly; "deny", "reject", "false" turn the claim over. ``sources`` finds who is
named outside of the claim's clause.
"""

from contraflow.reading.attribution.reader import AttributionReader
from contraflow.reading.attribution.record import Attribution, Voice
from contraflow.reading.attribution.sources import (
    according_to,
    begins_entry,
    heading_speaker,
    is_evidence,
    is_pronoun,
    is_whose,
    no_speaker,
    tail_attribution,
)

__all__ = [
    "Attribution",
    "AttributionReader",
    "Voice",
    "according_to",
    "begins_entry",
    "heading_speaker",
    "is_evidence",
    "is_pronoun",
    "is_whose",
    "no_speaker",
    "tail_attribution",
]
