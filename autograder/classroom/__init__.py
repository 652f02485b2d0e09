"""Many submissions: what lies in a folder, the store of their results, and what grades them."""
