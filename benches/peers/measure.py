"""Measures one peer in a process of its own: python measure.py PEER TEXTS PHRASES

PEER is a module of peers/ with `load(phrases)`, which gives a function from a text to the numbers of targets found and of those
denied. TEXTS is JSON Lines. Prints one line of JSON."""

import importlib
import json
import resource
import statistics
import sys
import time

# Fast peers read the texts several times; the median counts.
ENOUGH_SECONDS = 3.0
MOST_ROUNDS = 5


def main(name, texts, phrases):
    texts = [json.loads(line)["text"] for line in open(texts, encoding="utf-8")]
    phrases = [line.strip() for line in open(phrases, encoding="utf-8")]
    start, start_cpu = time.perf_counter(), time.process_time()
    read = importlib.import_module(f"peers.{name}").load(phrases)
    read("No abnormality.")
    start_up, start_up_cpu = time.perf_counter() - start, time.process_time() - start_cpu
    rounds = []
    while not rounds or (sum(r[0] for r in rounds) < ENOUGH_SECONDS and len(rounds) < MOST_ROUNDS):
        wall, cpu = time.perf_counter(), time.process_time()
        targets = denied = 0
        for text in texts:
            found, no = read(text)
            targets += found
            denied += no
        rounds.append((time.perf_counter() - wall, time.process_time() - cpu))
    print(
        json.dumps(
            {
                "start_up": start_up,
                "start_up_cpu": start_up_cpu,
                "wall": statistics.median(r[0] for r in rounds),
                "cpu": statistics.median(r[1] for r in rounds),
                "rounds": len(rounds),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
                "targets": targets,
                "denied": denied,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
