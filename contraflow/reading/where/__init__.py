"""Step 6, places: which names are places, how they stand, and the place that a claim is about."""
