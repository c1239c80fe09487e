"""Typed spans: which numbers, amounts, rates, dates, ranges and tables stand in a text."""
