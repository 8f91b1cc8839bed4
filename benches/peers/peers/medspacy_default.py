"""medSpaCy as `medspacy.load()` gives it (PyRuSH sentences, target matcher, ConText), and its sectionizer."""

import sys

from loguru import logger

# PyRuSH writes a line of DEBUG output for each decision, which would be most of the time.
logger.remove()
logger.add(sys.stderr, level="WARNING")

import medspacy
from medspacy.target_matcher import TargetRule


def load(phrases):
    nlp = medspacy.load()
    nlp.add_pipe("medspacy_sectionizer")
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(phrase, "FINDING") for phrase in phrases])

    def read(text):
        entities = nlp(text).ents
        return len(entities), sum(entity._.is_negated for entity in entities)

    return read
