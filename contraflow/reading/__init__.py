"""Reading: from an article's text to its claims, as a chain of small steps.

clean -> sentences -> cue gate -> parse -> frames -> attribution -> quantities -> places -> times -> claims
"""

from contraflow.reading.reader import Reader, Reading

__all__ = ["Reader", "Reading"]
