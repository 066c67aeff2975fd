"""Step 3, frames: which words of a sentence carry a claim, and who did what to whom.

A frame is a row of the lexicon (``frames.toml``, ``events.toml``). The finder takes a sentence
through these steps, one a module; none says anything yet about speakers, places or times:

==============  ===================================================================================
``finder``      runs the steps, and says why a cue was dropped
``cues``        which tokens are cues
``roles``       who did what, by syntax: agent and theme of a verb, an event noun, a predicate
``vetoes/``     named readings of a cue's words that are not the frame's: column ``unless``
``demands``     whether agent and theme are what the frame asks for; ``classes``: the classes
``counting``    which number a counting frame is about; ``unnumbered``: "nobody was hurt"
``polarity``    whether the frame is denied
``pruning``     which frames of a sentence stand when several compete
==============  ===================================================================================
"""

from contraflow.reading.frames.candidate import FrameHit, Rejected
from contraflow.reading.frames.classes import is_road_code
from contraflow.reading.frames.finder import FrameFinder

__all__ = ["FrameFinder", "FrameHit", "Rejected", "is_road_code"]
