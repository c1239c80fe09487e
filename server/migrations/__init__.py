"""Changes of our tables, in order. `server/migrating.py` applies them at every start."""

HEAD = "0001"
"""The newest revision; a database that has it is not looked at further."""
