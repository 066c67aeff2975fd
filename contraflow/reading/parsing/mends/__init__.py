"""Shapes of sentence that the tagger and the parser get wrong one way, put right by what cannot be otherwise."""
