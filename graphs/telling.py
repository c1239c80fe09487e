"""Tell events once per execution, and tell them again when a step is taken from the checkpoint."""

from langgraph.runtime import Runtime

from graphs.events import Event, Writer
from graphs.state import RunContext


def writer_of(runtime: Runtime[RunContext]) -> Writer:
    """Where a run's events go."""
    return runtime.context.tell or runtime.stream_writer


class Teller:
    """Writes events to the stream and knows which keys this execution has told."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._told: set[str] = set()

    def knows(self, key: str) -> bool:
        """Whether this execution has told the event of this key."""
        return key in self._told

    def __call__(self, event: Event) -> None:
        """Tell it, unless its key was told in this execution already."""
        key = event["key"]
        if key is not None:
            if key in self._told:
                return
            self._told.add(key)
        self.writer(event)
