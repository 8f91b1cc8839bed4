#!/usr/bin/env python3
"""Compares `radsift cohort run` with the same cohorts worked out here, from other sources and by other code.

    radsift synth --patients 2000 --seed 3 -o archive
    radsift run archive/reports.jsonl -o run
    python3 benches/cohort_truth.py --radsift radsift --archive archive --run run -o out [--cohort NAME ...]

Two answers are worked out. `read`: from the findings of the run's JSON Lines, by the documented meaning of criteria (a section of higher
rank overrules, "no new X" denies nothing, what has resolved is absent). Members and every count of attrition must be the same as those
of radsift. `true`: from truth.jsonl, which says what the texts say. It differs where a report was misread or contradicts itself; each such
person is listed in `out/NAME/differences.jsonl` with the sentences, and counted by kind.

The cohorts stand in `COHORTS` in Python, and for radsift in benches/cohorts/. The program ends with 1 when `read` differs anywhere.
"""

import argparse
import collections
import csv
import datetime
import glob
import json
import math
import os
import subprocess
import sys
import time
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
UNMET, POSSIBLE, PROBABLE, DEFINITE = range(4)
CERTAINTY = {"definite": DEFINITE, "probable": PROBABLE, "possible": POSSIBLE}
SILENT = {"clinical", "technique", "comparison", "recommendation", "other"}
INF = math.inf

# --- anatomy -----------------------------------------------------------------------------------------------------------------------------


def parents():
    """The parent of every site of the lexicons."""
    out = {}
    for path in glob.glob(os.path.join(HERE, "../lexicons/anatomy/*.toml")):
        with open(path, "rb") as file:
            for site in tomllib.load(file).get("site", []):
                out[site["id"]] = site.get("parent")
    return out


PARENT = parents()


def within(site, outer):
    while site is not None and site != outer:
        site = PARENT.get(site)
    return site is not None


FIRST = {"C": 0, "T": 7, "L": 19, "S": 24}


def levels(names):
    """Names such as L2-3 or C7-T1 as pairs of numbers."""
    out = []
    for name in names:
        ends = name.replace("\u2013", "-").replace("/", "-").split("-")
        letter, numbers = "C", []
        for end in ends:
            if end[0].isalpha():
                letter, end = end[0].upper(), end[1:]
            numbers.append(FIRST[letter] + int(end))
        out.append((numbers[0], numbers[-1]))
    return tuple(out)


# --- statements --------------------------------------------------------------------------------------------------------------------------

# A statement of one report. `says` is "firm", "hedged", "denied" or "" (nothing that counts).
Statement = collections.namedtuple("Statement", "finding says current rank sites levels side change causes certainty sentence")


def statement(raw, sites, names, side, causes, sentence):
    change, assertion = raw["change"], raw["assertion"]
    certain = CERTAINTY.get(raw["certainty"], POSSIBLE)
    if assertion == "present":
        says = "denied" if change == "resolved" else "firm" if certain >= PROBABLE else "hedged"
    elif assertion == "possible":
        says = "hedged"
    elif assertion == "absent":
        says = "denied" if change in (None, "resolved") else ""
    else:
        says = ""
    current = raw["temporality"] == "current" and raw.get("experiencer", "patient") == "patient" and raw["section"] not in SILENT
    rank = {"addendum": 3, "impression": 2}.get(raw["section"], 1)
    if any(s[1] for s in sites):
        side = None
    return Statement(raw["finding"], says, current, rank, frozenset(sites), levels(names), side, change, frozenset(causes), certain, sentence)


def of_record(raw):
    sites = [(s["site"], s["laterality"]) for s in raw["sites"]]
    causes = [link["to"] for link in raw["attribution"]]
    return statement(raw, sites, raw["levels"], raw["laterality"], causes, tuple(raw["sentence"]))


def of_truth(raw):
    sites = [(s["site"], s["side"]) for s in raw["sites"]]
    return statement(raw, sites, [raw["level"]] if raw["level"] else [], raw["side"], [], tuple(raw["span"]))


def overall_side(s):
    sides = {side for _, side in s.sites if side}
    if not sides:
        return s.side
    return sides.pop() if len(sides) == 1 else "bilateral"


def opposed(a, b):
    return {a, b} == {"left", "right"}


def may_be_one_place(a, b):
    if not (a.sites or a.levels) or not (b.sites or b.levels):
        return not opposed(overall_side(a), overall_side(b))
    for site, side in a.sites:
        for other, other_side in b.sites:
            if (within(site, other) or within(other, site)) and not opposed(side, other_side):
                return True
    return any(s[0] <= t[1] and t[0] <= s[1] for s in a.levels for t in b.levels)


def covers(whole, part):
    """Every place of `part` lies in one of `whole`."""
    if whole.levels:
        return False
    if not whole.sites:
        return True
    inside = lambda s: any(within(s[0], w[0]) and (w[1] in (None, "bilateral") or w[1] == s[1]) for w in whole.sites)
    return bool(part.sites) and all(inside(s) for s in part.sites)


def standing(statements):
    """The statements that no other of the same report overrules: an addendum outranks the impression, which outranks the rest."""
    out = []
    for s in statements:
        if s.says not in ("firm", "hedged") or not s.current:
            out.append(s)
            continue
        gone = False
        for o in statements:
            if o is s or o.finding != s.finding or not o.current or o.says not in ("denied", "hedged"):
                continue
            if o.says == "hedged" and s.says == "hedged":
                continue
            same = o.sites == s.sites and set(o.levels) == set(s.levels)
            if o.change == "resolved":
                gone |= same and s.change is None and o.rank >= s.rank
            elif o.rank > s.rank:
                # A general denial does not erase a plain finding.
                gone |= same or (not (o.says == "denied" and s.says == "firm") and covers(o, s))
        if not gone:
            out.append(s)
    return out


# --- reports and persons -----------------------------------------------------------------------------------------------------------------


class Report:
    __slots__ = "id day modality parts accession sex age statements raw mistake known".split()

    def says(self, findings, **asked):
        """How firmly the report says one of these findings."""
        key = (findings, tuple(sorted(asked.items())))
        if key not in self.known:
            self.known[key] = max((self.level(s, findings, **asked) for s in self.statements), default=UNMET)
        return self.known[key]

    def level(self, s, findings, change=None, not_attributed_to=(), not_same_place=(), not_same_report=()):
        if s.finding not in findings or not s.current or s.says not in ("firm", "hedged"):
            return UNMET
        if change and s.change != change:
            return UNMET
        if any(cause in s.causes for cause in not_attributed_to):
            return UNMET
        claimed = lambda names: (o for o in self.statements if o.finding in names and o.current and o.says in ("firm", "hedged"))
        if any(may_be_one_place(s, o) for o in claimed(not_same_place)) or any(True for _ in claimed(not_same_report)):
            return UNMET
        return POSSIBLE if s.says == "hedged" else max(PROBABLE, s.certainty)


class Visit:
    def __init__(self, reports):
        self.reports = reports
        self.day = min(r.day for r in reports)

    def says(self, *findings, **asked):
        return max(r.says(findings, **asked) for r in self.reports)


def contrary(level):
    return {UNMET: DEFINITE, POSSIBLE: POSSIBLE}.get(level, UNMET)


def day_number(text):
    return datetime.date.fromisoformat(text[:10]).toordinal()


def visits(reports, merge):
    """Groups of reports with a common accession number or, for `day`, a common day."""
    groups = []
    for r in reports:
        keys = set()
        if merge != "report" and r.accession:
            keys.add(("accession", r.accession))
        if merge == "day":
            keys.add(("day", r.day))
        own = [g for g in groups if g[0] & keys]
        groups = [g for g in groups if not g[0] & keys]
        merged = (keys.union(*(g[0] for g in own)), [m for g in own for m in g[1]] + [r])
        groups.append(merged)
    return sorted((Visit(g[1]) for g in groups), key=lambda v: v.day)


def age_of_reports(reports, day):
    """In whole years from the report nearest to that day, plus the whole years between."""
    known = [r for r in reports if r.age is not None]
    if not known:
        return None
    near = min(known, key=lambda r: abs(r.day - day))
    return near.age + math.trunc((day - near.day) / 365.25)


def age_of_birth(birth, day):
    born, now = datetime.date.fromisoformat(birth), datetime.date.fromordinal(day)
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))


# --- the cohorts -------------------------------------------------------------------------------------------------------------------------

Cohort = collections.namedtuple("Cohort", "event criterion take rules studies merge keep washout floor", defaults=(None, "day", "every", None, PROBABLE))


def studied(first, last):
    return lambda p, day, floor: any(first <= v.day - day <= last for v in p.visits)


def found(test, first, last, days=1, floor=None):
    return lambda p, day, own: len({v.day for v in p.visits if first <= v.day - day <= last and test(v) >= (floor or own)}) >= days


def free_of(test, first, last, floor=None):
    return lambda p, day, own: not any(first <= v.day - day <= last and test(v) >= (floor or own) for v in p.visits)


CAR_T = {"car_t_infusion"}
ANY = None
CAUSES = ("acute_infarct", "intra_axial_mass")
RESTRICTED = ("diffusion_restriction", "focal_cerebral_oedema")


def unexplained(way):
    test = lambda v: v.says(*RESTRICTED, **{way: CAUSES})
    return Cohort(("event", ANY), None, "first", [found(test, -30, 30)])


def two_of_three(v):
    return sorted([v.says("hydrocephalus"), v.says("mass_effect"), v.says("midline_shift")])[1]


BLEEDS = ("subarachnoid_haemorrhage", "intracerebral_haemorrhage")
ENHANCES = ("cord_enhancement", "leptomeningeal_enhancement", "nerve_root_enhancement")
OEDEMA = ("focal_cerebral_oedema", "diffuse_cerebral_oedema", "vasogenic_oedema")
SIGNAL = ("t2_flair_hyperintensity", "diffusion_restriction", "white_matter_signal_abnormality")

COHORTS = {
    "window": Cohort(("event", CAR_T), None, "first", [studied(0, 30), found(lambda v: v.says("microhaemorrhage"), 0, 30)]),
    "two_days": Cohort(
        ("event", {"stroke_onset", "operation"}),
        None,
        "first",
        [found(lambda v: v.says("subdural_haematoma", "spinal_haematoma"), 0, 90, days=2)],
    ),
    "without": Cohort(
        ("event", CAR_T),
        None,
        "first",
        [
            found(lambda v: v.says("leptomeningeal_enhancement"), 0, 60),
            free_of(lambda v: v.says("acute_infarct"), -30, 60, floor=POSSIBLE),
            free_of(lambda v: v.says("cns_lymphoma"), -INF, -1),
        ],
    ),
    "washout": Cohort(
        None,
        lambda v: v.says(*BLEEDS),
        "every",
        [studied(1, 60), free_of(lambda v: v.says("microhaemorrhage"), -INF, -1)],
        washout=14,
    ),
    "last_report": Cohort(
        None,
        lambda v: min(v.says("acute_infarct"), contrary(v.says("chronic_infarct"))),
        "last",
        [found(lambda v: max(v.says("small_vessel_disease"), v.says("cerebral_atrophy")), -INF, 0)],
        washout=3,
    ),
    "age_sex": Cohort(
        ("event", CAR_T),
        None,
        "first",
        [
            lambda p, day, floor: p.age(day) is not None and 18 <= p.age(day) <= 60,
            lambda p, day, floor: p.sex == "F",
            found(lambda v: v.says(*SIGNAL), 0, 28),
        ],
        studies=lambda r: r.modality == "MR" and "brain" in r.parts and day_number("2016-01-01") <= r.day <= day_number("2020-12-31"),
    ),
    "every_event": Cohort(
        ("event", ANY),
        None,
        "every",
        [found(lambda v: v.says(*OEDEMA), 0, 14), free_of(lambda v: v.says("brain_herniation"), -14, 14)],
        keep="first",
    ),
    "nodes": Cohort(
        ("event", ANY),
        None,
        "last",
        [
            found(two_of_three, -7, 28),
            found(lambda v: contrary(v.says("intra_axial_mass")), -7, 28),
            free_of(lambda v: min(v.says("meningioma"), v.says("aneurysm")), -INF, INF, floor=POSSIBLE),
        ],
        merge="report",
        floor=DEFINITE,
    ),
    "hedged": Cohort(
        None,
        lambda v: v.says("venous_sinus_thrombosis"),
        "every",
        [
            found(lambda v: v.says("intracerebral_haemorrhage"), -3, 30),
            found(lambda v: v.says("intracerebral_haemorrhage", "subdural_haematoma", change="new"), -INF, INF),
        ],
        merge="accession",
        keep="last",
        floor=POSSIBLE,
    ),
    "not_attributed_to": unexplained("not_attributed_to"),
    "not_same_place": unexplained("not_same_place"),
    "not_same_report": unexplained("not_same_report"),
    "merge_day": Cohort(
        None,
        lambda v: min(v.says("cord_signal_abnormality"), v.says(*ENHANCES)),
        "first",
        [free_of(lambda v: v.says("cord_compression", "spinal_canal_stenosis"), 0, 0)],
    ),
}

NAMED = set(BLEEDS + ENHANCES + OEDEMA + SIGNAL + CAUSES + RESTRICTED) | {
    "microhaemorrhage", "subdural_haematoma", "spinal_haematoma", "acute_infarct", "cns_lymphoma", "chronic_infarct", "small_vessel_disease",
    "cerebral_atrophy", "brain_herniation", "hydrocephalus", "mass_effect", "midline_shift", "meningioma", "aneurysm",
    "venous_sinus_thrombosis", "cord_signal_abnormality", "cord_compression", "spinal_canal_stenosis",
}  # fmt: skip


class Person:
    def __init__(self, reports, events, merge, age, sex):
        self.events, self.sex, self.age = events, sex, age
        self.visits = visits(reports, merge)


def pick(entries, which):
    return entries[:1] if which == "first" else entries[-1:] if which == "last" else entries


def judge(cohort, person):
    """Index days that could be, those after the washout, those taken, those left after each rule, and the members."""
    if cohort.event:
        days = [day for day, word in person.events if cohort.event[1] is ANY or word in cohort.event[1]]
    else:
        days = [v.day for v in person.visits if cohort.criterion(v) >= cohort.floor]
    days = sorted(set(days))
    washed = [d for d in days if cohort.washout is None or not any(0 < d - other <= cohort.washout for other in days)]
    left = pick(washed, cohort.take)
    steps = [days] + ([washed] if cohort.washout is not None else []) + ([left] if cohort.take != "every" else [])
    for rule in cohort.rules:
        left = [d for d in left if rule(person, d, cohort.floor)]
        steps.append(left)
    if cohort.keep != "every":
        steps.append(pick(left, cohort.keep))
    return steps


def build(cohort, archive):
    """Members, and the numbers of records and persons of every step."""
    total = [0, 0]
    counts, members = collections.defaultdict(lambda: [0, 0]), set()

    def count(step, records):
        counts[step][0] += records
        counts[step][1] += records > 0

    for patient, reports in archive.reports.items():
        # The archive has no report without text, patient or day, and each once: steps 0 to 5 are the same.
        own = [r for r in reports if cohort.studies is None or cohort.studies(r)]
        for step in range(6):
            count(step, len(reports))
        count(6, len(own))
        count(7, len(own))
        if not own:
            continue
        age, sex = archive.age_and_sex(patient, own)
        person = Person(own, archive.events.get(patient, ()), cohort.merge, age, sex)
        steps = judge(cohort, person)
        for step, days in enumerate(steps, 8):
            count(step, len(days))
        members.update((patient, datetime.date.fromordinal(d).isoformat()) for d in steps[-1])
    last = 8 + 1 + (cohort.washout is not None) + (cohort.take != "every") + len(cohort.rules) + (cohort.keep != "every")
    return members, [tuple(counts[step]) for step in range(last)]


# --- the two sources ---------------------------------------------------------------------------------------------------------------------


class Read:
    """What radsift extracted."""

    def __init__(self, run, events):
        self.events, self.reports = events, collections.defaultdict(list)
        for path in sorted(glob.glob(os.path.join(run, "part-*.jsonl"))):
            with open(path, encoding="utf-8") as file:
                for line in file:
                    raw = json.loads(line)
                    meta, r = raw["meta"], Report()
                    r.id, r.day, r.accession = raw["id"], day_number(meta["study_date"]), meta["accession"]
                    r.modality, r.parts = raw["study"].get("modality"), raw["study"].get("body_parts", [])
                    r.sex, r.age, r.known = meta.get("patient_sex"), meta.get("patient_age"), {}
                    r.raw = [of_record(f) for f in raw["findings"] if f["finding"] in NAMED]
                    r.statements = standing(r.raw)
                    self.reports[meta["patient_id"]].append(r)

    def age_and_sex(self, patient, reports):
        sexes = {r.sex for r in reports}
        return lambda day: age_of_reports(reports, day), sexes.pop() if len(sexes) == 1 else None


class Truth:
    """What is true: what the latest version of every report says, and who the patients are."""

    PARTS = {"head": "brain"}

    def __init__(self, archive, events):
        self.events, self.reports, self.patients = events, collections.defaultdict(list), {}
        with open(os.path.join(archive, "truth.jsonl"), encoding="utf-8") as file:
            for line in file:
                raw = json.loads(line)
                if not raw["latest"] or raw["status"] == "cancelled":
                    continue
                r = Report()
                r.id, r.day, r.accession, r.modality = raw["id"], day_number(raw["date"]), raw["accession"], raw["modality"]
                r.parts = [self.PARTS.get(raw["body_part"], raw["body_part"]).replace(" ", "_")]
                r.sex = r.age = None
                r.mistake, r.known = raw["mistake"], {}
                r.statements = r.raw = [of_truth(s) for s in raw["statements"] if s["finding"] in NAMED]
                self.reports[raw["patient_id"]].append(r)
        with open(os.path.join(archive, "patients.jsonl"), encoding="utf-8") as file:
            for line in file:
                raw = json.loads(line)
                self.patients[raw["patient_id"]] = (raw["birth"], raw["sex"])

    def age_and_sex(self, patient, reports):
        birth, sex = self.patients[patient]
        return lambda day: age_of_birth(birth, day), sex


def more_events(archive, path):
    """The events of the archive; of some patients a second one three weeks later, of some the same twice, and rows that are nobody's or of no day."""
    events = collections.defaultdict(list)
    with open(os.path.join(archive, "events.csv"), encoding="utf-8") as file, open(path, "w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["patient_id", "event", "date"])
        for row in csv.DictReader(file):
            number = int(row["patient_id"][1:])
            days = [day_number(row["date"])]
            days += [days[0] + 21] if number % 3 == 0 else []
            days += days[:1] if number % 7 == 0 else []
            for day in reversed(days):
                rows.writerow([row["patient_id"], row["event"], datetime.date.fromordinal(day).isoformat()])
                events[row["patient_id"]].append((day, row["event"]))
        rows.writerow(["NOBODY", "car_t_infusion", "2020-01-01"])
        rows.writerow(["NULL", "car_t_infusion", "2020-01-01"])
        rows.writerow(["", "car_t_infusion", "2020-01-01"])
        rows.writerow(["P0000002", "car_t_infusion", "2014-02"])
    return events


# --- differences -------------------------------------------------------------------------------------------------------------------------


def brief(s):
    return f"{s.says or 'silent'}{'' if s.current else ' (not of now)'} certainty {s.certainty} change {s.change}"


def differences(cohort, persons, true, read, texts_wanted):
    """For each person with another answer the reports that were read otherwise, with the kind of it."""
    out = []
    for patient in sorted({p for p, _ in persons}):
        by_id = {r.id: r for r in read.reports.get(patient, ())}
        entry = {"patient": patient, "days": sorted(d for p, d in persons if p == patient), "reports": []}
        for t in true.reports.get(patient, ()):
            r = by_id.get(t.id)
            if r is None or not t.known and not r.known:
                continue
            if (t.modality, t.parts) != (r.modality, r.parts) and cohort.studies:
                entry["reports"].append({"id": t.id, "kind": "study", "mistake": t.mistake})
            for key in t.known.keys() | r.known.keys():
                want, got = t.says(*key[:1], **dict(key[1])), r.says(*key[:1], **dict(key[1]))
                if want == got:
                    continue
                findings = set(key[0]) | {f for _, names in key[1] if isinstance(names, tuple) for f in names}
                told = [s for s in t.raw if s.finding in findings and s.current]
                seen = [s for s in r.raw if s.finding in findings and s.current]
                fell = [s for s in seen if s not in r.statements]
                if t.mistake and fell:
                    kind = f"planted: {t.mistake}"
                elif fell:
                    kind = "contradiction in the report, settled by rank"
                else:
                    count = lambda all: collections.Counter((s.finding, s.says) for s in all)
                    missed, extra = count(told) - count(seen), count(seen) - count(told)
                    both = {f for f, _ in missed} & {f for f, _ in extra}
                    if both:
                        finding = min(both)
                        says = lambda all: "/".join(sorted({s or "silent" for f, s in all if f == finding}))
                        kind = f"{says(missed)} read as {says(extra)}"
                    elif missed and extra:
                        kind = "another finding"
                    elif missed:
                        kind = "missed"
                    elif extra:
                        kind = "extra"
                    else:
                        kind = "certainty, place or cause"
                entry["reports"].append({"id": t.id, "kind": kind, "mistake": t.mistake, "asked": key[0], "true": want, "read": got,
                                         "told": [(s.finding, brief(s), s.sentence) for s in told],
                                         "seen": [(s.finding, brief(s), s.sentence) for s in seen]})  # fmt: skip
                texts_wanted.add(t.id)
        if not entry["reports"]:
            entry["reports"].append({"id": None, "kind": "age on the day of the event" if cohort.studies else "unexplained", "mistake": None})
        out.append(entry)
    return out


def members_of(folder):
    with open(os.path.join(folder, "members.csv"), newline="", encoding="utf-8") as file:
        rows = [(row["patient_id"], row["index_date"]) for row in csv.DictReader(file)]
    with open(os.path.join(folder, "attrition.csv"), newline="", encoding="utf-8") as file:
        table = [(int(row["number_records"]), int(row["number_subjects"])) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows)), "a membership is there twice"
    return set(rows), table


def texts(archive, wanted):
    with open(os.path.join(archive, "reports.jsonl"), encoding="utf-8") as file:
        for line in file:
            # Faster than to parse all.
            if line[7 : line.index('"', 7)] in wanted:
                raw = json.loads(line)
                yield raw["id"], raw["text"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--radsift", default="radsift")
    options.add_argument("--archive", required=True)
    options.add_argument("--run", required=True)
    options.add_argument("-o", "--output", required=True)
    options.add_argument("--cohort", action="append", choices=sorted(COHORTS))
    given = options.parse_args()
    os.makedirs(given.output)
    table = os.path.join(given.output, "events.csv")
    events = more_events(given.archive, table)
    read, true = Read(given.run, events), Truth(given.archive, events)
    wrong, wanted, listed = 0, set(), {}
    print("cohort\tread\tradsift\tsame\tattrition\ttrue\tonly_true\tonly_radsift\tseconds")
    for name in given.cohort or COHORTS:
        cohort, folder = COHORTS[name], os.path.join(given.output, name)
        command = [given.radsift, "cohort", "run", os.path.join(HERE, "cohorts", f"{name}.toml"), given.run]
        command += ["--events", table] if cohort.event else []
        start = time.monotonic()
        done = subprocess.run(command + ["-o", folder, "-q", "--no-text"])
        seconds = time.monotonic() - start
        if done.returncode:
            sys.exit(f"{name}: radsift ended with {done.returncode}")
        members, rows = members_of(folder)
        for archive in (read, true):
            for reports in archive.reports.values():
                for r in reports:
                    r.known.clear()
        own, own_rows = build(cohort, read)
        truth, _ = build(cohort, true)
        same, same_rows = own == members, own_rows == rows
        wrong += not (same and same_rows)
        print(name, len(own), len(members), same, same_rows, len(truth), len(truth - members), len(members - truth), f"{seconds:.1f}", sep="\t", flush=True)
        if not same_rows:
            print("  here:", own_rows, "\n  radsift:", rows)
        for patient, day in sorted(own ^ members)[:5]:
            print("  ", patient, day, "only here" if (patient, day) in own else "only radsift")
        listed[name] = differences(cohort, truth ^ members, true, read, wanted)
        kinds = collections.Counter(entry["reports"][0]["kind"] for entry in listed[name])
        for kind, persons in kinds.most_common():
            print(f"    {persons} persons: {kind}")
    words = dict(texts(given.archive, wanted))
    for name, entries in listed.items():
        with open(os.path.join(given.output, name, "differences.jsonl"), "w", encoding="utf-8") as out:
            for entry in entries:
                for report in entry["reports"]:
                    spans = {tuple(s[2]) for s in report.get("told", []) + report.get("seen", [])}
                    report["sentences"] = [words[report["id"]][a:b] for a, b in sorted(spans)]
                out.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
