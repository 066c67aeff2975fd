"""Step 3, causes: what an accident, a fire, a flood or a death is put down to.

English says so in many shapes ("X caused Y", "Y was due to X", "blamed Y on X", "Y crashed because
its brakes failed", "the fire was arson"). Each shape here finds the words for the event and for the
cause; which class of cause those words name is data (``lexicon/causes.toml``).

===========  ======================================================================================
``words``    which event and which class of cause words name, and the hit made of both
``said``     shapes that say the cause: verbs, connectives, "the cause was", blame, what is ruled out
``mishaps``  shapes that tell the mishap with what brought it about: what struck, burst, gave way
``reader``   all shapes, the surest first, over a sentence
===========  ======================================================================================
"""
