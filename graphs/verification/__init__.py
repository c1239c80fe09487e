"""The verifier: every figure of an answer must stand in the thread or in a receipt."""

from graphs.verification.checking import Checked, CheckedSentence, Sources, check
from graphs.verification.sentences import sentences

__all__ = ["Checked", "CheckedSentence", "Sources", "check", "sentences"]
