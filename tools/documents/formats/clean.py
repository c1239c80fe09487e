"""Make text that came out of a file safe to store, show and give to a model."""

import re

# What databases refuse (NUL), what is no character (lone surrogates), what hides text from the
# person who reads it but not from a model (zero-width, bidirectional and tag characters).
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_HIDDEN = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_OTHER_LINE_END = re.compile("[\x0b\x85\u2028\u2029]")


def clean(text: str) -> str:
    """`text` without control, hidden and broken characters; every line ends in a newline."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _OTHER_LINE_END.sub("\n", text)
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", _HIDDEN.sub("", text))
    return _CONTROL.sub("", text)
