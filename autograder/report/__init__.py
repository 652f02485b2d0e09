"""Verdicts into reports: for a terminal, for Gradescope."""
