"""Toponym resolution: which place of the gazetteer each name of an article means.

`groups` takes the mentions of one name together, `candidates` finds the entries that may bear it, `context`
holds what the article says of where it is, `scores` weighs the entries by it, and `resolver` chooses one or
leaves the name open. `entries` answers what these ask of an entry: its people, its distance from another.
"""
