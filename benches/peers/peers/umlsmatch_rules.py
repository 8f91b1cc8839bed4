"""The rules of umlsmatch for negation and doubt, on its plain tokens and without a parser. Its dictionary needs a licence of the UMLS, so that
one expression finds the targets; sentences are cut in front as well."""

from peers.targets import expression, sentences
from umlsmatch.assertion.negation import negated_matches
from umlsmatch.assertion.uncertainty import uncertain_matches
from umlsmatch.dictionary.matcher import Match, tokenize


def load(phrases):
    targets = expression(phrases)

    def read(text):
        found = denied = 0
        for sentence in sentences(text):
            hits = list(targets.finditer(sentence))
            if not hits:
                continue
            tokens = tokenize(sentence)
            matches = [match for hit in hits if (match := place(tokens, hit))]
            uncertain_matches(tokens, matches)
            found += len(matches)
            denied += len(negated_matches(tokens, matches))
        return found, denied

    return read


def place(tokens, hit):
    inside = [n for n, token in enumerate(tokens) if token.start < hit.end() and token.end > hit.start()]
    if not inside:
        return None
    return Match("", hit.group().lower(), hit.group(), hit.start(), hit.end(), inside[0], inside[-1] + 1)
