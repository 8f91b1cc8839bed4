"""What peers without a matcher or a splitter of their own get in front: one expression for all phrases, and sentences that end at a
line break, or at a full stop, a question mark or an exclamation mark with a blank behind it."""

import re

SENTENCE = re.compile(r"[^\n]+?(?:[.?!](?=\s)|(?=\n)|\Z)")


def expression(phrases):
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)


def sentences(text):
    return [m.group() for m in SENTENCE.finditer(text) if m.group().strip()]
