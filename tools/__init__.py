"""What is true: typed pure functions, each one capability of the service."""
