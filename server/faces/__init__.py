"""One pure encoder per wire protocol: what a client sees of a run's log."""
