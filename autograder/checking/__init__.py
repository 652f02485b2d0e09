"""How an answer is judged; students get it as it is, so a local verdict equals the grader's."""
