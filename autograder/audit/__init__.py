"""The proof that an assignment grades rightly. So far: tolerances that are measured."""
