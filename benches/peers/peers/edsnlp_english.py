"""EDS-NLP on its own blank pipeline: normaliser, sentences, matcher, and its negation with the English terms of negspacy, as its own are French."""

import edsnlp
from negspacy.termsets import termset


def load(phrases):
    terms = termset("en_clinical").get_patterns()
    nlp = edsnlp.blank("eds")
    nlp.add_pipe("eds.normalizer")
    nlp.add_pipe("eds.sentences")
    nlp.add_pipe("eds.matcher", config={"terms": {"FINDING": phrases}, "attr": "LOWER"})
    nlp.add_pipe(
        "eds.negation",
        config={
            "pseudo": terms["pseudo_negations"],
            "preceding": terms["preceding_negations"],
            "following": terms["following_negations"],
            "termination": terms["termination"],
            "verbs": [],
        },
    )

    def read(text):
        entities = nlp(text).ents
        return len(entities), sum(bool(entity._.negation) for entity in entities)

    return read
