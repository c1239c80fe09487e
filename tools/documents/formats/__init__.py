"""One file per format: bytes in, plain data out.

Everything here runs in the child process of `tools.documents.sandbox`, under limits; what a file
does to a parser can end that process and nothing else. Only the standard library is imported at
the top; each parser's own library is loaded where it is used, once, by the process all children
are forked from.
"""
