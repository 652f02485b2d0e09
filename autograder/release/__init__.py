"""What leaves the house: the template that students get, and later the zips."""
