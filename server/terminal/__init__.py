"""The terminal: a client of the service like any other; it hosts the service when none runs."""
