"""Step 7, times: time expressions, and the one that a claim is about."""
