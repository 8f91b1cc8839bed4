#!/usr/bin/env python3
"""Does coverage tell the truth? Reports in thirds by coverage, and how right radsift is in each.

usage: coverage_thirds.py RADSIFT GOLD.jsonl TEXTS.jsonl [GOLD.jsonl TEXTS.jsonl ...]

RADSIFT is the program, TEXTS are what `radsift extract` reads, GOLD has one line a report: {"id", "s": [{"f", "a", "t"}], "xf": [[family, status]]};
`xf` are statements on which the annotators differed, never counted. Families are those of `lexicons/`. Only reports with annotations and with
content words count. `errors` are statements (a family with its status) missed or wrong.
"""
import json, pathlib, subprocess, sys, tomllib

LEXICONS = pathlib.Path(__file__).resolve().parent.parent / "lexicons"


def families():
    """The family of each finding; its own id where it has none."""
    out = {}
    for path in sorted(LEXICONS.rglob("*.toml")):
        for finding in tomllib.loads(path.read_text(encoding="utf-8")).get("finding", []):
            out[finding["id"]] = finding.get("family", finding["id"])
    return out


def status(assertion, temporality):
    return assertion if temporality in (None, "current") else temporality


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def read(program, texts):
    """The records of a file of texts, by id."""
    done = subprocess.run([program, "extract", "--quiet", texts], capture_output=True, text=True, check=True)
    return {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}


def compare(gold, record, family):
    """True positives, false positives, false negatives."""
    of = lambda finding: family.get(finding, finding)
    disputed = {tuple(pair) for pair in gold.get("xf", [])}
    want = {(of(s["f"]), status(s["a"], s.get("t"))) for s in gold["s"]} - disputed
    said = (m for m in record["findings"] if m["assertion"] != "not_assessed" and "experiencer" not in m)
    got = {(of(m["finding"]), status(m["assertion"], m["temporality"])) for m in said} - disputed
    return len(want & got), len(got - want), len(want - got)


def main(program, *files):
    family = families()
    reports = []
    for gold, texts in zip(files[::2], files[1::2]):
        records = read(program, texts)
        for row in rows(gold):
            record = records.get(row["id"])
            if record and record.get("coverage") is not None:
                reports.append((record["coverage"], row["id"], compare(row, record, family)))
    reports.sort()
    print("| third by coverage | reports | coverage | statements | errors a report | family F1 |")
    print("|---|---:|---|---:|---:|---:|")
    for third, name in enumerate(("lowest", "middle", "highest")):
        part = reports[third * len(reports) // 3 : (third + 1) * len(reports) // 3]
        tp, fp, fn = (sum(counts[i] for _, _, counts in part) for i in range(3))
        f1 = 2 * tp / (2 * tp + fp + fn)
        span = f"{part[0][0]:.2f} to {part[-1][0]:.2f}"
        print(f"| {name} | {len(part)} | {span} | {tp + fn} | {(fp + fn) / len(part):.2f} | {f1:.3f} |")


if __name__ == "__main__":
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
