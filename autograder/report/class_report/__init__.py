"""A graded class as one HTML page for its instructor."""
