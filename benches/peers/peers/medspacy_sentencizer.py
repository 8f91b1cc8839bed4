"""medSpaCy with spaCy's rule sentencizer in the place of PyRuSH, and without sections."""

import medspacy
import spacy
from medspacy.target_matcher import TargetRule


def load(phrases):
    nlp = medspacy.load(spacy.blank("en"), medspacy_enable=["medspacy_target_matcher", "medspacy_context"])
    nlp.add_pipe("sentencizer", first=True)
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(phrase, "FINDING") for phrase in phrases])

    def read(text):
        entities = nlp(text).ents
        return len(entities), sum(entity._.is_negated for entity in entities)

    return read
