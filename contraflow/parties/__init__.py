"""Who speaks or acts: states and their organs, armed groups, offices, people, outlets."""

from contraflow.parties.knowledge import Country, PartyKnowledge, knowledge
from contraflow.parties.resolution.resolver import PartyResolver

__all__ = ["Country", "PartyKnowledge", "PartyResolver", "knowledge"]
