"""Step 8, answers: the answer on the axis: how many, who, in which state, about what."""
