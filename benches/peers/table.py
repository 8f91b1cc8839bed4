"""Measures radsift and all peers and writes the table: python table.py RADSIFT FOLDER

FOLDER holds texts.jsonl and the virtual environments `medspacy` and `others`."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PHRASES = HERE / "phrases.txt"
# Name, environment, module, package whose version is shown, what it does.
PEERS = [
    ("medSpaCy, default with sections", "medspacy", "medspacy_default", "medspacy", "negation, doubt, time, person; sections"),
    ("medSpaCy, spaCy's sentences", "medspacy", "medspacy_sentencizer", "medspacy", "negation, doubt, time, person"),
    ("negspacy", "others", "negspacy_clinical", "negspacy", "negation"),
    ("EDS-NLP, English terms", "others", "edsnlp_english", "edsnlp", "negation"),
    ("umlsmatch, rules only", "others", "umlsmatch_rules", "umlsmatch", "negation, doubt"),
    ("nlplite", "others", "nlplite_codes", "nlplite", "negation, doubt"),
    ("pyConTextNLP", "others", "pycontext", "pyConTextNLP", "negation, doubt, time"),
    ("ahocorasick_rs", "others", "raw_ahocorasick_rs", "ahocorasick_rs", "all overlapping phrases, no whole words"),
    ("pyahocorasick", "others", "raw_pyahocorasick", "pyahocorasick", "all overlapping phrases, no whole words"),
    ("flashtext", "others", "raw_flashtext", "flashtext", "longest phrases"),
]
# radsift is so quick that the texts are read so many times over in one process.
TIMES = 40
LIMIT_SECONDS = 1800


def main(radsift, folder):
    texts = folder / "texts.jsonl"
    bytes_, reports = size(texts)
    print(f"- {reports} reports, {bytes_} bytes of text; targets of the peers: {len(PHRASES.read_text().split(chr(10))) - 1} phrases")
    print("- speeds by CPU seconds of one process, start-up left out; for radsift of its whole process, reading and writing included\n")
    print("| | does | reports/s | MB/s | radsift is so many times faster | CPU s | wall s | start-up, wall s | start-up, CPU s | peak MB | targets | denied |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    ours = measure_radsift(radsift, texts)
    missing = []

    def line(name, does, figures):
        cpu = figures["cpu"]
        cells = [name, does, f"{reports / cpu:.0f}", f"{bytes_ / cpu / 1e6:.3f}", f"{cpu / ours['cpu']:.1f}"]
        cells += [f"{cpu:.3f}", f"{figures['wall']:.3f}", f"{figures['start_up']:.2f}", f"{figures['start_up_cpu']:.2f}"]
        cells += [f"{figures['peak_mb']:.0f}", str(figures["targets"]), str(figures["denied"])]
        print("| " + " | ".join(cells) + " |", flush=True)

    line(f"**radsift {version_of(radsift)}**", "see below", ours)
    # As with the peers, whose output is left out.
    line("the same, its records thrown away", "see below", {**ours, **speed(radsift, texts, "/dev/null")})
    for name, environment, module, package, does in PEERS:
        print(name, file=sys.stderr)
        try:
            version, figures = measure_peer(folder / environment / "bin/python", module, package, texts)
            line(f"{name} {version}", does, figures)
        except Exception as error:
            missing.append(f"- {name}: not measured: {error}")
    print("\n".join(["", *missing]) if missing else "")


def size(texts):
    lines = [json.loads(line)["text"] for line in texts.open(encoding="utf-8")]
    return sum(len(text.encode()) for text in lines), len(lines)


def measure_peer(python, module, package, texts):
    if not python.exists():
        raise RuntimeError("could not be installed")
    show = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"
    version = subprocess.run([python, "-c", show, package], capture_output=True, text=True)
    if version.returncode:
        raise RuntimeError("could not be installed")
    command = [python, HERE / "measure.py", module, texts, PHRASES]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["it ended without a word"])[-1])
    return version.stdout.strip(), json.loads(done.stdout)


def measure_radsift(radsift, texts):
    """What it finds and how fast, with its records written to a file."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        figures = speed(radsift, texts, out)
        targets = denied = 0
        with out.open(encoding="utf-8") as records:
            for record, _ in zip(records, range(texts.read_bytes().count(b"\n"))):
                findings = json.loads(record)["findings"]
                targets += len(findings)
                denied += sum(finding["assertion"] == "absent" for finding in findings)
    return {**figures, "targets": targets, "denied": denied}


def speed(radsift, texts, out):
    """The whole process on the texts many times over, less one that reads a single report; by the median of five."""
    with tempfile.TemporaryDirectory() as folder:
        one, many = (Path(folder) / name for name in ("one.jsonl", "many.jsonl"))
        lines = texts.read_bytes()
        one.write_bytes(lines.splitlines(keepends=True)[0])
        with many.open("wb") as file:
            for _ in range(TIMES):
                file.write(lines)
        command = [radsift, "extract", "--quiet", "-j", "1", "-o", out]
        start = [timed([*command, one]) for _ in range(5)]
        whole = [timed([*command, many]) for _ in range(5)]
    median = lambda runs, key: statistics.median(run[key] for run in runs)
    return {
        "start_up": median(start, "wall"),
        "start_up_cpu": median(start, "cpu"),
        "wall": (median(whole, "wall") - median(start, "wall")) / TIMES,
        "cpu": (median(whole, "cpu") - median(start, "cpu")) / TIMES,
        "peak_mb": max(run["peak_mb"] for run in whole),
    }


def timed(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"radsift ended with {process.returncode}")
    wall = time.perf_counter() - start
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss / 1000}


def version_of(radsift):
    return subprocess.run([radsift, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
