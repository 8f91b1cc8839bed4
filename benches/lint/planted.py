#!/usr/bin/env python3
"""Recall of the rules on planted mistakes, and what they raise on reports without one.

    radsift synth --patients 20000 --seed 7 --mistake-rate 0.2 -o archive
    python3 benches/lint/planted.py --radsift radsift --archive archive [--show KIND] [--extra]

Each mistake of `mistakes.jsonl` counts for the rules of its kind (`KINDS`). A mistake is found when one of these rules hits its report. With --extra it
also lists hits on reports without any mistake. The archive is made up by the same authors as the rules: these figures flatter (docs/LINT.md).
"""

import argparse
import collections
import json
import os
import subprocess
import tempfile

KINDS = {
    "side_swapped": {"LAT001", "LAT004"},
    "contradiction": {"CON001", "CON004"},
    "negation_lost": {"CON001", "CON004", "NEG001"},
    "level_swapped": {"LVL001"},
    "size_unit": {"MEA001", "MEA002"},
    "template_left": {"TPL001"},
    "wrong_age": {"DEM002"},
    "wrong_organ": {"DEM001"},
    "not_communicated": {"CRT001"},
    "impression_missing": set(),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--radsift", default="radsift")
    parser.add_argument("--archive", required=True)
    parser.add_argument("--show", help="print missed texts of this kind")
    parser.add_argument("--extra", action="store_true", help="print hits on reports without a mistake")
    parser.add_argument("--limit", type=int, default=10)
    args = parser.parse_args()

    texts = {}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "versions.jsonl")
        with open(os.path.join(args.archive, "reports.jsonl")) as source, open(path, "w") as out:
            for line in source:
                report = json.loads(line)
                report["id"] = f"{report['id']}/{report['meta']['version']}"
                texts[report["id"]] = report
                print(json.dumps(report), file=out)
        run = subprocess.run([args.radsift, "lint", path, "--isolated", "--extend-select", "CRT,NEG,MEA", "--format", "jsonl"], capture_output=True, text=True)
        if run.returncode not in (0, 1):
            raise SystemExit(run.stderr)
    hits = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        hit = json.loads(line)
        hits[hit["id"]].append(hit)

    mistakes = [json.loads(line) for line in open(os.path.join(args.archive, "mistakes.jsonl"))]
    # An archive has the last version of a report: what was put right is not in it.
    mistakes = [m for m in mistakes if f"{m['id']}/{m['version']}" in texts]
    wrong = {f"{m['id']}/{m['version']}" for m in mistakes}
    planted, found = collections.Counter(), collections.Counter()
    shown = 0
    for mistake in mistakes:
        id, kind = f"{mistake['id']}/{mistake['version']}", mistake["kind"]
        planted[kind] += 1
        if any(hit["code"] in KINDS.get(kind, ()) for hit in hits[id]):
            found[kind] += 1
        elif kind == args.show and shown < args.limit:
            shown += 1
            print(f"--- {id}: {mistake['what']!r} for {mistake['right']!r}; hits {[h['code'] for h in hits[id]]}\n{texts[id]['text']}\n{texts[id]['meta']}")
    for kind in sorted(planted):
        print(f"{kind:20} {found[kind]:6} of {planted[kind]:6} = {found[kind] / planted[kind]:.3f}  {' '.join(sorted(KINDS.get(kind, ())))}")
    extra = collections.Counter()
    examples = collections.defaultdict(list)
    for id, own in hits.items():
        if id not in wrong:
            for hit in own:
                extra[hit["code"]] += 1
                examples[hit["code"]].append((id, hit))
    clean = len(texts) - len(wrong)
    print(f"{sum(n for c, n in extra.items() if c != 'CRT001')} hits on {clean} reports without a mistake, CRT001 left out:", dict(extra))
    if args.extra:
        for code in sorted(examples):
            for id, hit in examples[code][: args.limit]:
                if code != "CRT001":
                    words = [texts[id]["text"][m["span"][0] : m["span"][1]] for m in hit["marks"]]
                    print(f"--- {code} {id} {hit['message']} {words}\n{texts[id]['text']}")


if __name__ == "__main__":
    main()
