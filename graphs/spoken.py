"""What of a run's message was released while its model still spoke."""

from dataclasses import dataclass, field

from graphs.verification import CheckedSentence


@dataclass(slots=True)
class Spoken:
    """The released beginning of the message: it stands, whatever comes after it.

    Kept for one execution only. After a crash the log takes the words back, and all are told again.
    """

    text: str = ""
    """Whole sentences, each verified; ends where the last of them does."""
    sentences: list[CheckedSentence] = field(default_factory=list[CheckedSentence])
    before: str = ""
    """What stands before the text of this step: what earlier steps released, and a blank line."""
    at: float = 0.0
    """`time.monotonic()` of the last delta."""

    def release(self, text: str, sentences: list[CheckedSentence], now: float) -> str:
        """Take up that the message is released as far as `text`; gives what is new of it."""
        new = text[len(self.text) :]
        self.text, self.at = text, now
        self.sentences += sentences
        return new

    def step_done(self) -> None:
        """A tool call followed: what was released stays, and the next text comes after it."""
        if self.text:
            self.before = f"{self.text}\n\n"

    def take_back(self) -> str:
        """The step broke off: forget its text; gives what earlier steps released."""
        self.text = self.before.rstrip()
        self.sentences = [s for s in self.sentences if s.end <= len(self.text)]
        return self.text

    def continued(self, text: str) -> str:
        """The whole message, of which `text` is what the last step said."""
        whole = f"{self.before}{text}"
        if whole.startswith(self.text):
            return whole
        return f"{self.text}\n\n{text}" if text else self.text
