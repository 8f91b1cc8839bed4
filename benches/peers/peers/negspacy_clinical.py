"""negspacy on a blank English pipeline: sentencizer, entity ruler (any capitals), negex with its clinical terms."""

import spacy
from negspacy.negation import Negex  # noqa: F401  registers the component
from negspacy.termsets import termset


def load(phrases):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "FINDING", "pattern": phrase} for phrase in phrases])
    nlp.add_pipe("negex", config={"neg_termset": termset("en_clinical").get_patterns()})

    def read(text):
        entities = nlp(text).ents
        return len(entities), sum(entity._.negex for entity in entities)

    return read
