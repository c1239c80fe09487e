"""The verifier: every figure of an answer must stand in the thread or in a receipt."""

from graphs.verification.checking import Checked, CheckedSentence, Sources, check

__all__ = ["Checked", "CheckedSentence", "Sources", "check"]
