"""Step 5, numbers: numbers as ranges, how they are written, and which of them count nothing."""
