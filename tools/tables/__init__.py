"""Columns of a table matched to what a request wants, by name, type and unit; any schema."""
