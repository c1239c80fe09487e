"""Expressions as people write them: cut into tokens, read into a tree, worked out on arrays."""
