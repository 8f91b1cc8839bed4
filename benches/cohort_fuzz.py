#!/usr/bin/env python3
"""Random small archives and random cohorts: `radsift cohort run` against the answer of cohort_truth.py.

    python3 benches/cohort_fuzz.py RADSIFT CASES [SEED]

What the archives of `radsift synth` do not have is here: reports without patient or day, copies, versions, accession numbers that several days
share, reports about nothing, ages and sexes that differ from report to report. Each case is printed with its folder where the answers differ.
"""

import csv
import datetime
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import cohort_truth as truth
from cohort_truth import INF, Cohort, Person, Report, judge

TEXTS = [
    "MRI brain. Microhaemorrhage in the left thalamus.",
    "MRI brain. No microhaemorrhage.",
    "MRI brain. Possible microhaemorrhage in the pons.",
    "MRI brain. Probable acute infarct in the left cerebellum.",
    "MRI brain. Acute infarct in the right frontal lobe. Microhaemorrhage in the pons.",
    "MRI brain. Acute infarct in the pons. Microhaemorrhage in the pons due to acute infarct.",
    "FINDINGS: Microhaemorrhage in the pons. IMPRESSION: Possible microhaemorrhage in the pons.",
    "FINDINGS: Possible acute infarct in the left cerebellum. IMPRESSION: No acute infarct.",
    "MRI brain. History of acute infarct. The ventricles are normal in size.",
    "MRI cervical spine. Syrinx at C5.",
    "MRI brain. The microhaemorrhages have resolved.",
    "MRI brain. No new microhaemorrhage.",
]
FINDINGS = ["microhaemorrhage", "acute_infarct", "syrinx"]
START = datetime.date(2024, 2, 1).toordinal()
truth.NAMED = set(FINDINGS)


def day(number):
    return datetime.date.fromordinal(START + number).isoformat()


def archive(draw):
    lines = []
    for number in range(draw.randrange(40)):
        patient = draw.choice(["a", "b", "c", "d", " a ", "NULL", None])
        date = draw.choice([day(draw.randrange(40))] * 9 + ["2024-02"])
        meta = {"patient_id": patient, "study_date": date, "patient_age": draw.randrange(58, 63), "patient_sex": draw.choice("FFFFM")}
        meta["modality"] = draw.choice(["MR", "MR", "CT"])
        if draw.random() < 0.6:
            meta["accession"] = str(draw.randrange(6))
        line = lambda **more: {"id": f"r{number}", "text": draw.choice(TEXTS), "meta": meta | more}
        kind = draw.randrange(6)
        if kind == 0:
            lines += [line()] * 2
        elif kind == 1:
            lines += [line(version=v) for v in draw.sample(range(12), 3)]
        elif kind == 2:
            lines += [line(), line(version=1)]
        else:
            lines.append(line())
    draw.shuffle(lines)
    return lines


def events(draw):
    return [(draw.choice("abcdz"), START + draw.randrange(40), draw.choice(["one", "two"])) for _ in range(draw.randrange(9))]


def criterion(draw, deep=2):
    """A criterion as TOML and as a function of a visit."""
    kind = draw.randrange(5 if deep else 1)
    children = [criterion(draw, deep - 1) for _ in range(draw.randrange(2, 4))] if kind in (1, 2, 3) else []
    words = ", ".join(c[0] for c in children)
    if kind == 1:
        return f"{{ any = [{words}] }}", lambda v: max(c[1](v) for c in children)
    if kind == 2:
        return f"{{ all = [{words}] }}", lambda v: min(c[1](v) for c in children)
    if kind == 3:
        return f"{{ at_least = 2, of = [{words}] }}", lambda v: sorted((c[1](v) for c in children), reverse=True)[1]
    if kind == 4:
        own = criterion(draw, deep - 1)
        return f"{{ not = {own[0]} }}", lambda v: truth.contrary(own[1](v))
    names = tuple(draw.sample(FINDINGS, draw.choice([1, 1, 2])))
    way = draw.choice([None, None, "not_attributed_to", "not_same_place", "not_same_report"])
    listed = ", ".join(f'"{name}"' for name in names)
    more, asked = ("", {}) if way is None else (f', {way} = "acute_infarct"', {way: ("acute_infarct",)})
    return f"{{ finding = [{listed}]{more} }}", lambda v: v.says(*names, **asked)


def rule(draw):
    first = draw.randrange(-30, 30)
    first, last = draw.choice([(first, first + draw.randrange(30))] * 4 + [(-INF, INF), (first, INF)])
    written = "[" + ", ".join(str(d).replace("inf", "inf") for d in (first, last)) + "]"
    words, test = criterion(draw)
    floor = draw.choice([None, None, None, "possible", "probable", "definite"])
    more = f'\ncertainty = "{floor}"' if floor else ""
    own = truth.CERTAINTY.get(floor)
    kind = draw.randrange(9)
    if kind < 4:
        return f"include = {words}\nwindow = {written}{more}", truth.found(test, first, last, floor=own)
    if kind == 4:
        return f"include = {words}\nstudies = 2\nwindow = {written}{more}", truth.found(test, first, last, days=2, floor=own)
    if kind == 5:
        return f"studies = 2\nwindow = {written}", truth.found(lambda v: truth.DEFINITE, first, last, days=2)
    if kind == 6:
        return f"exclude = {words}\nwindow = {written}{more}", truth.free_of(test, first, last, floor=own)
    if kind == 7:
        return "age = [59, 61]", lambda p, d, f: p.age(d) is not None and 59 <= p.age(d) <= 61
    return 'sex = "F"', lambda p, d, f: p.sex == "F"


def cohort(draw):
    rules = [rule(draw) for _ in range(draw.randrange(4))]
    merge, take, keep = draw.choice(["day", "accession", "report"]), draw.choice(["first", "last", "every"]), draw.choice(["first", "last", "every"])
    floor = draw.choice(["definite", "probable", "possible"])
    washout = draw.choice([None, None, 0, 5, 15])
    words, test = criterion(draw)
    table = draw.choice([None, None, "*", "one"])
    studies = draw.choice([None, None, "MR"])
    index = f'events = "{table}"' if table else f"criterion = {words}"
    written = f'[cohort]\nid = "c"\nlabel = "C"\nmerge = "{merge}"\nkeep = "{keep}"\ncertainty = "{floor}"\n\n'
    written += f'[studies]\nmodality = "{studies}"\n\n' if studies else ""
    written += f'[index]\n{index}\ntake = "{take}"\n' + (f"washout_days = {washout}\n" if washout is not None else "")
    written += "".join(f'\n[[rule]]\nid = "r{n}"\nlabel = "r{n}"\n{own[0]}\n' for n, own in enumerate(rules))
    event = None if table is None else ("event", None if table == "*" else {table})
    own = Cohort(event, None if event else test, take, [r[1] for r in rules], (lambda r: r.modality == studies) if studies else None, merge, keep, washout)
    return written, own._replace(floor=truth.CERTAINTY[floor])


def answer(own, run, table):
    """Members and steps, from the records of the run."""
    persons, counts = {}, {}
    known = {}

    def count(step, patient, records):
        counts.setdefault(step, {}).setdefault(patient, 0)
        counts[step][patient] += records

    raws = []
    for name in sorted(n for n in os.listdir(run) if n.startswith("part-")):
        with open(os.path.join(run, name), encoding="utf-8") as file:
            raws += [json.loads(line) for line in file]
    for seq, raw in enumerate(raws):
        patient = (raw["meta"].get("patient_id") or "").strip()
        patient = None if patient in ("", "NULL") else patient
        known.setdefault((patient, raw["id"]), []).append((raw["meta"].get("version"), seq, raw))
    for (patient, _), versions in known.items():
        if any(v is not None for v, _, _ in versions):
            counting = [max(versions, key=lambda v: (-1 if v[0] is None else v[0], v[1]))]
        else:
            # Copies are alike in all but their place in the input.
            texts = {}
            for version in versions:
                texts.setdefault(json.dumps(version[2]["findings"]), version)
            counting = list(texts.values())
        for version in versions:
            raw = version[2]
            odd = any(w["code"] in ("not_words", "not_english", "not_radiology") for w in raw["warnings"])
            date = raw["meta"].get("study_date") or ""
            steps = [True, True, not odd, patient is not None, len(date) == 10, version in counting]
            steps.append(own.studies is None or raw["meta"]["modality"] == "MR")
            left = next((n for n, holds in enumerate(steps) if not holds), len(steps))
            for step in range(left):
                count(step, patient, 1)
            if left < len(steps):
                continue
            r = Report()
            r.id, r.day, r.accession, r.modality = raw["id"], truth.day_number(date), raw["meta"].get("accession"), raw["meta"]["modality"]
            r.age, r.sex, r.known = raw["meta"]["patient_age"], raw["meta"]["patient_sex"], {}
            r.statements = truth.standing([truth.of_record(f) for f in raw["findings"] if f["finding"] in FINDINGS])
            persons.setdefault(patient, []).append(r)
    members = set()
    for patient, reports in persons.items():
        count(7, patient, len(reports))
        sexes = {r.sex for r in reports}
        # Of two reports as near, the earlier one, and of one day the lower age.
        near = sorted(reports, key=lambda r: (r.day, r.age))
        age = lambda d: truth.age_of_reports(near, d)
        own_events = [(d, word) for who, d, word in table if who == patient]
        person = Person(reports, own_events, own.merge, age, sexes.pop() if len(sexes) == 1 else None)
        steps = judge(own, person)
        for step, days in enumerate(steps, 8):
            count(step, patient, len(days))
        members.update((patient, datetime.date.fromordinal(d).isoformat()) for d in steps[-1])
    last = 8 + 1 + (own.washout is not None) + (own.take != "every") + len(own.rules) + (own.keep != "every")
    rows = []
    for step in range(last):
        all_ = counts.get(step, {})
        rows.append((sum(all_.values()), sum(1 for who, n in all_.items() if who is not None and n)))
    return members, rows


def main():
    radsift, cases, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    wrong = members_seen = 0
    for case in range(cases):
        draw = random.Random(seed * 1_000_003 + case)
        folder = tempfile.mkdtemp(prefix="cohort-fuzz-")
        path = lambda name: os.path.join(folder, name)
        with open(path("archive.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in archive(draw))
        table = events(draw) or [("z", START, "one")]
        with open(path("events.csv"), "w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["patient_id", "event", "date"])
            rows.writerows((who, word, datetime.date.fromordinal(d).isoformat()) for who, d, word in table)
        subprocess.run([radsift, "run", path("archive.jsonl"), "-o", path("run"), "-q"], check=True)
        bad = False
        for number in range(6):
            written, own = cohort(draw)
            with open(path("cohort.toml"), "w", encoding="utf-8") as file:
                file.write(written)
            shutil.rmtree(path("out"), ignore_errors=True)
            command = [radsift, "cohort", "run", path("cohort.toml"), path("run"), "-o", path("out"), "-q"]
            done = subprocess.run(command + (["--events", path("events.csv")] if own.event else []), capture_output=True, text=True)
            if done.returncode:
                print(folder, "radsift ended with", done.returncode, done.stderr.strip()[:200])
                bad = True
                break
            found = truth.members_of(path("out"))
            wanted = answer(own, path("run"), table)
            members_seen += len(found[0])
            if (found[0], found[1]) != wanted:
                print(folder, "\n  here   ", sorted(wanted[0]), wanted[1], "\n  radsift", sorted(found[0]), found[1])
                bad = True
                break
        wrong += bad
        if not bad:
            shutil.rmtree(folder)
    print(f"{cases} archives, six cohorts each, {members_seen} memberships: {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
