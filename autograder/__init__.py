"""Auto-graded deep-learning assignments: the same exercise runs twice, only arrays cross."""
