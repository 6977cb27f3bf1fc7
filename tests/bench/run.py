#!/usr/bin/env python3
"""Runs the benchmarks against the mock and tabulates them.

./run.py gateway|rest|cold|callgrind|allocs [--repeat 3] [--only LABEL,LABEL] [--guilds 100] ...

A benchmark is a binary that prints one `BENCH {json}` line; CASES says how each is started. Every line
is kept in results/<pass>.jsonl and the medians in results/<pass>.md.
"""

import argparse
import itertools
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent
RESULTS = ROOT / "results"

# label, binary, arguments, environment, how the mock compresses
GATEWAY = [
    ("floor count", "floor", ["count"], {}, "none"),
    ("floor envelope", "floor", ["envelope"], {}, "none"),
    ("floor typed", "floor", ["typed"], {}, "none"),
    ("floor value", "floor", ["value"], {}, "none"),
    ("twilight", "twilight", [], {}, "none"),
    ("twilight spawn", "twilight", [], {"BENCH_SPAWN": "1"}, "none"),
    ("twilight simd-json", "twilight-simd", [], {}, "none"),
    ("twilight simd-json detect", "twilight-simd-detect", [], {}, "none"),
    ("twilight cache", "twilight", [], {"BENCH_CACHE": "1"}, "none"),
    ("asyncord", "asyncord", ["all"], {}, "none"),
    ("asyncord any", "asyncord", ["any"], {}, "none"),
    ("asyncord raw", "asyncord", ["raw"], {}, "none"),
    ("serenity", "serenity", [], {}, "none"),
    ("serenity cache", "serenity-cache", [], {}, "none"),
    ("twilight message", "twilight", [], {"BENCH_WANTS": "message"}, "tail"),
    ("twilight nobody", "twilight", [], {"BENCH_WANTS": "nobody"}, "tail"),
    ("asyncord message", "asyncord", ["message"], {}, "tail"),
    ("asyncord projection", "asyncord", ["projection"], {}, "tail"),
    ("asyncord nobody", "asyncord", ["nobody"], {}, "tail"),
    ("floor count zstd", "floor", ["count", "zstd"], {}, "streams"),
    ("floor inflate zstd", "floor", ["inflate", "zstd"], {}, "streams"),
    ("floor inflate zlib", "floor", ["inflate", "zlib"], {}, "streams"),
    ("twilight zstd", "twilight-zstd", [], {}, "streams"),
    ("twilight zlib", "twilight-zlib", [], {}, "streams"),
    ("asyncord zstd", "asyncord", ["all"], {"BENCH_COMPRESS": "zstd"}, "streams"),
    ("asyncord zlib", "asyncord", ["all"], {"BENCH_COMPRESS": "zlib"}, "streams"),
    ("serenity payload-zlib", "serenity", [], {}, "payload"),
]
# The same binaries on one thread.
CURRENT = [(f"{label} (1 thread)", binary, args, {**env, "BENCH_RT": "current"}, mode)
           for label, binary, args, env, mode in GATEWAY
           if label in ("floor envelope", "twilight", "twilight cache", "asyncord", "asyncord raw", "asyncord message",
                        "asyncord nobody", "serenity", "serenity cache")]
REST = [(f"{name} {tasks} tasks", binary, ["rest"], {**env, "BENCH_TASKS": str(tasks)}, "none")
        for tasks in (1, 50)
        for name, binary, env in [
            ("floor hyper", "floor", {}),
            ("twilight no limiter", "twilight", {}),
            ("twilight limiter", "twilight", {"BENCH_LIMITER": "1"}),
            ("asyncord limiter", "asyncord", {}),
            ("serenity no limiter", "serenity", {}),
        ]]
COLD = [case for case in GATEWAY if case[0] in ("floor envelope", "twilight", "asyncord", "serenity", "serenity cache")]
CALLGRIND = [case for case in GATEWAY
             if case[4] in ("none", "tail", "streams") and case[0] not in ("twilight spawn", "twilight simd-json", "twilight simd-json detect")]
ALLOCS = [(label, f"{binary}-alloc", args, env, mode) for label, binary, args, env, mode in GATEWAY
          if label in ("floor typed", "floor value", "twilight", "twilight cache", "serenity", "serenity cache")
          or label.startswith("asyncord")]

MOCK_ARGS = {
    "none": [],
    # One event after the blast, for clients that do not look at all of it.
    "tail": ["--tail", "1"],
    "streams": ["--streams", "zlib,zstd"],
    # What Discord considers large enough to compress is not documented.
    "payload": ["--payload-zlib", "1024"],
}


class Mock:
    def __init__(self, port, mode, guilds, members, events, *more):
        command = [ROOT / "bin/mock", "--port", str(port), "--guilds", str(guilds), "--members", str(members),
                   "--events", str(events), *MOCK_ARGS[mode], *more]
        self.log = open(RESULTS / "mock.log", "a")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True, bufsize=1)
        line = self.process.stdout.readline()
        if not line.startswith("MOCK ready"):
            sys.exit(f"the mock did not start: {line!r}")

    def send_seconds(self):
        """Reads the mock's own account of the blast just ended."""
        while line := self.process.stdout.readline():
            if found := re.match(r"MOCK end secs=([\d.]+)", line):
                return float(found[1])
        return None

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


def start(case, options, prefix=()):
    label, binary, args, env, _ = case
    environment = {**os.environ, "BENCH_MOCK": f"127.0.0.1:{options.port}", "BENCH_GUILDS": str(options.guilds),
                   "BENCH_EVENTS": str(options.events), "BENCH_LABEL": label, "BENCH_REQUESTS": str(options.requests),
                   **env}
    environment["BENCH_T0_NS"] = str(time.time_ns())
    done = subprocess.run([*prefix, ROOT / "bin" / binary, *args], env=environment, capture_output=True, text=True,
                          timeout=600)
    lines = [line[6:] for line in done.stdout.splitlines() if line.startswith("BENCH ")]
    if done.returncode or not lines:
        print(f"FAILED {label}: rc {done.returncode}\n{done.stderr[-2000:]}", file=sys.stderr)
        return None, done.stderr
    if done.stderr.strip() and not prefix:
        print(f"note {label}: {done.stderr[:300]}", file=sys.stderr)
    return json.loads(lines[-1]), done.stderr


def measure(name, cases, options):
    """Runs every case `repeat` times, interleaved, and keeps every line."""
    raw = open(RESULTS / f"{name}.jsonl", "a")
    seen = {}
    for mode in dict.fromkeys(case[4] for case in cases):
        mock = Mock(options.port, mode, options.guilds, options.members, options.events)
        try:
            for turn in range(options.repeat):
                for case in (case for case in cases if case[4] == mode):
                    line, _ = start(case, options)
                    if line is None:
                        continue
                    if line["kind"] == "gateway":
                        line["mock_send_s"] = mock.send_seconds()
                    raw.write(json.dumps(line) + "\n")
                    raw.flush()
                    seen.setdefault(case[0], []).append(line)
                    print(name, turn, case[0], "wall", line["wall_s"], "cpu", line["cpu_s"], flush=True)
        finally:
            mock.close()
    return {label: {key: statistics.median(run[key] for run in runs)
                    for key in runs[0] if isinstance(runs[0][key], (int, float))}
            for label, runs in seen.items()}


def table(name, header, rows):
    """Prints the table and keeps it; a --only run does not overwrite the full one."""
    text = "\n".join(["| " + " | ".join(header) + " |", "|" + "---|" * len(header),
                      *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"
    (RESULTS / f"{name}{'-partial' if '--only' in sys.argv else ''}.md").write_text(text)
    print(text)


def gateway(options, cases=None, name="gateway"):
    medians = measure(name, chosen(cases or GATEWAY + CURRENT, options), options)
    base = medians.get("twilight", {}).get("cpu_s")
    rows = []
    for label, m in medians.items():
        # What was sent: some cases handle a part of it on purpose.
        span = m["expected"]
        rows.append([
            label, f"{m['events']:.0f}/{m['expected']:.0f}", f"{m['wall_s']:.2f}", f"{m['cpu_s']:.2f}",
            f"{m['user_s']:.2f}", f"{m['sys_s']:.2f}", f"{m['cpu_s'] / span * 1e6:.2f}",
            f"{span / m['wall_s'] / 1000:.0f}k", f"{m['cpu_s'] / base:.2f}" if base else "-",
            f"{m['setup_cpu_s']:.2f}", f"{m['idle_rss_kib'] / 1024:.0f}", f"{m['idle_heap_kib'] / 1024:.0f}",
            f"{m['peak_rss_kib'] / 1024:.0f}",
        ])
    table(name, ["case", "events", "wall s", "CPU s", "user s", "sys s", "CPU us/event", "events/s", "CPU vs twilight",
                 "setup CPU s", "RSS after setup MiB", "heap after setup MiB", "peak RSS MiB"], rows)


def rest(options):
    options.guilds, options.events = 0, 1
    medians = measure("rest", chosen(REST, options), options)
    table("rest", ["case", "wall s", "requests/s", "CPU us/request", "user us", "sys us"],
          [[label, f"{m['wall_s']:.2f}", f"{m['requests'] / m['wall_s']:.0f}",
            *(f"{m[key] / m['requests'] * 1e6:.0f}" for key in ("cpu_s", "user_s", "sys_s"))]
           for label, m in medians.items()])


def cold(options):
    options.guilds, options.members, options.events = 1, 10, 1
    options.repeat = max(options.repeat, 15)
    medians = measure("cold", chosen(COLD, options), options)
    table("cold", ["case", "first handler ms", "CPU to setup ms", "RSS idle MiB"],
          [[label, f"{m['first_handler_s'] * 1000:.1f}", f"{m['setup_cpu_s'] * 1000:.1f}", f"{m['idle_rss_kib'] / 1024:.1f}"]
           for label, m in medians.items()])


def callgrind(options):
    """Instructions per event: the difference between a long and a short blast, one thread.

    glibc copies large blocks with `rep movsb`, of which valgrind counts every byte as an instruction. With
    that on, a library that moves large structs looks far worse than it is, so the tunable turns it off.
    """
    options.guilds, options.members = 2, 100
    alone = {"BENCH_RT": "current", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-ERMS,-FSRM"}
    counts = {}
    raw = open(RESULTS / "callgrind.jsonl", "a")
    cases = chosen(CALLGRIND, options)
    for events, mode in itertools.product((1000, 11000), dict.fromkeys(case[4] for case in cases)):
        options.events = events
        mock = Mock(options.port, mode, options.guilds, options.members, events)
        try:
            for case in [case for case in cases if case[4] == mode] * options.repeat:
                line, log = start((*case[:3], {**case[3], **alone}, case[4]), options,
                                  ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"])
                if line is None:
                    continue
                mock.send_seconds()
                if found := re.search(r"Collected : (\d+)", log):
                    raw.write(json.dumps({"label": case[0], "events": events, "instructions": int(found[1])}) + "\n")
                    counts.setdefault(case[0], {}).setdefault(events, []).append(int(found[1]))
        finally:
            mock.close()
    def per_event(runs, pick):
        return (pick(runs[11000]) - pick(runs[1000])) / 10000
    base = per_event(counts["twilight"], statistics.median) if "twilight" in counts else None
    rows = []
    for label, runs in counts.items():
        value = per_event(runs, statistics.median)
        spread = (max(runs[11000]) - min(runs[11000])) / 10000
        rows.append([label, f"{value:.0f}", f"{spread:.0f}", f"{value / base:.2f}" if base else "-"])
    table("callgrind", ["case", "instructions/event", "spread of runs", "vs twilight"], rows)


def allocs(options):
    options.repeat = 1
    medians = measure("allocs", chosen(ALLOCS, options), options)
    table("allocs", ["case", "allocations/event", "bytes/event"],
          [[label, f"{m['allocs'] / m['expected']:.1f}", f"{m['alloc_bytes'] / m['expected']:.0f}"] for label, m in medians.items()])


def shards(options):
    """One shard and many, with the same number of events in all: CPU per event, and memory for each shard more.

    Memory is read when all guilds have come (idle) and at its peak, at the end: by then each zstd stream has filled its window.
    """
    total, many = options.events * 2, 200
    options.guilds, options.members = 1, 100
    lines = {}
    for compress, mode in (("none", "none"), ("zstd", "streams"), ("zlib", "streams")):
        for count in (1, many):
            mock = Mock(options.port, mode, options.guilds, options.members, total // count, "--max-concurrency", "256")
            try:
                label = f"{compress}, {count} shards"
                env = {"BENCH_SHARDS": str(count), "BENCH_COMPRESS": compress, "BENCH_GUILDS": str(count),
                       "BENCH_EVENTS": str(total)}
                for _ in range(options.repeat):
                    line, _ = start((label, "asyncord", ["all"], env, mode), options)
                    if line:
                        lines.setdefault((compress, count), []).append(line)
                        print(label, "cpu", line["cpu_s"], "idle", line["idle_rss_kib"], "peak", line["peak_rss_kib"], flush=True)
            finally:
                mock.close()
    rows = []
    for (compress, count), runs in lines.items():
        def median(key, runs=runs):
            return statistics.median(run[key] for run in runs)
        alone = lines.get((compress, 1))
        def each(key, count=count, alone=alone):
            if count == 1 or not alone:
                return "-"
            first = statistics.median(run[key] for run in alone)
            return f"{(statistics.median(run[key] for run in lines[compress, count]) - first) / (count - 1):.0f}"
        rows.append([compress, str(count), f"{median('events'):.0f}/{total}", f"{median('cpu_s') / total * 1e6:.2f}",
                     f"{median('setup_wall_s'):.2f}", each("idle_rss_kib"), each("idle_heap_kib"), each("peak_rss_kib")])
    table("shards", ["compression", "shards", "events", "CPU us/event", "start s", "idle RSS KiB/shard", "idle heap KiB/shard",
                     "peak RSS KiB/shard"], rows)


def chosen(cases, options):
    wanted = options.only.split(",")
    return [case for case in cases if not options.only or case[0] in wanted]


PASSES = {"gateway": gateway, "rest": rest, "cold": cold, "callgrind": callgrind, "allocs": allocs, "shards": shards}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=PASSES)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--port", type=int, default=7800)
    parser.add_argument("--guilds", type=int, default=100)
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--requests", type=int, default=5000)
    options = parser.parse_args()
    RESULTS.mkdir(exist_ok=True)
    PASSES[options.name](options)


if __name__ == "__main__":
    main()
