"""Toponym recognition: the names of places in a text.

`scanner` runs the steps: `names` finds candidates in the runs of capitalised words, `level_words` reads the
levels and facilities beside them by the phrases of `phrases`, `evidence` weighs what speaks for a place,
`relations` says which names are one place's or lie in another, and `heights` finds numbered hills. `found` is
what is kept of a candidate meanwhile, `renown` what the gazetteer says of a name, `tokens` the words of the text.
"""
