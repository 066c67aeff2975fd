"""Step 2, parsing: which sentences are parsed, the parse, and the grammar that the rules see."""
