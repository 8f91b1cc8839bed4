"""Writes phrases.txt, the target lexicon of the peers: of the terms of radsift's findings that need no brackets, in British and in American
spelling, those that stand in most reports of corpus/, one a line: python phrases.py > phrases.txt"""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

COUNT = 285
ROOT = Path(__file__).resolve().parents[2]

twins = tomllib.loads((ROOT / "lexicons/spelling.toml").read_text())["twin"]
terms = set()
for path in sorted((ROOT / "lexicons/findings").glob("*.toml")):
    for finding in tomllib.loads(path.read_text()).get("finding", []):
        terms |= {t.lower() for t in finding.get("terms", []) if re.fullmatch(r"[A-Za-z0-9 ]+", t)}
for twin in twins:
    terms |= {t.replace(twin["uk"], twin["us"]) for t in terms}
reports = [json.loads(line)["text"] for line in (ROOT / "corpus/reports.jsonl").open()]
# As a peer sees the words: in small letters, with the marks that stand there.
reports = [f" {' '.join(re.findall(r'[a-z0-9]+|[^a-z0-9 ]', text.lower()))} " for text in reports]
found = Counter({term: sum(f" {term} " in text for text in reports) for term in terms})
# Of those that stand there equally often, the shorter.
for term, _ in sorted(found.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[:COUNT]:
    print(term)
