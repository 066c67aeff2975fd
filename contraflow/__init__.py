"""Contraflow: reads claims out of news, merges repeats and raises alerts on contradictions."""

__version__ = "0.1.0"
