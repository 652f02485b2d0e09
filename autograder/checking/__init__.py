"""How one answer is judged; shipped to students as it is, so a local verdict equals the grader's."""
