"""Merging claims and finding contradictions: pure logic over a small key-value store."""
