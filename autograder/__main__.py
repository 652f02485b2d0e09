"""`python -m autograder` is `autograder`."""

from autograder.cli.app import main

main()
