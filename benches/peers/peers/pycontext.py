"""pyConTextNLP with its knowledge base of 2016, which is in its repository and not in its package: PYCONTEXT_KB names the file
lexical_kb_05042016.tsv. Sentences are cut in front.

One repair: `markup.marks.sort()` compares mark objects, which have no order in Python 3, when two marks begin at the same place; here they
are sorted by their spans."""

import os
import re
from pathlib import Path

import pyConTextNLP.ConTextMarkup as markup_module
import pyConTextNLP.itemData as items
import pyConTextNLP.pyConText as context
from peers.targets import sentences

DENIED = ["definite_negated_existence", "probable_negated_existence"]


class Sortable(list):
    def sort(self, **_):
        super().sort(key=lambda mark: mark[0].getSpan())


def load(phrases):
    knowledge = os.environ.get("PYCONTEXT_KB")
    if not knowledge:
        raise SystemExit("its knowledge base is not in its package; PYCONTEXT_KB=FILE names a copy")
    modifiers = items.instantiateFromCSVtoitemData(str(Path(knowledge).resolve()))
    targets = [items.contextItem([phrase, "FINDING", rf"\b{re.escape(phrase)}\b", ""]) for phrase in phrases]
    repair()

    def read(text):
        found = denied = 0
        for sentence in sentences(text):
            markup = context.ConTextMarkup()
            markup.setRawText(sentence.lower())
            markup.cleanText()
            markup.markItems(modifiers, mode="modifier")
            markup.markItems(targets, mode="target")
            markup.pruneMarks()
            markup.dropMarks("Exclusion")
            markup.applyModifiers()
            markup.pruneSelfModifyingRelationships()
            markup.dropInactiveModifiers()
            marked = markup.getMarkedTargets()
            found += len(marked)
            denied += sum(any(m.isA(c) for m in markup.predecessors(target) for c in DENIED) for target in marked)
        return found, denied

    return read


def repair():
    # The module sorts what list() gives it.
    markup_module.list = Sortable
