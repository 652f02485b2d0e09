"""The proof that an assignment grades rightly. Measured tolerances, killed mutants."""
