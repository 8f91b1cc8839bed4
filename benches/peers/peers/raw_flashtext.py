"""flashtext: the longest phrases of whole words are found, and nothing else is done."""

from flashtext import KeywordProcessor


def load(phrases):
    processor = KeywordProcessor()
    processor.add_keywords_from_list(phrases)
    return lambda text: (len(processor.extract_keywords(text)), 0)
