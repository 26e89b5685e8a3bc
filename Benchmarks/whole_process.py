# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Times whole programs in turn, ours and a peer, and prints them with the in-process times as one JSON document."""

import datetime
import json
import pathlib
import platform
import subprocess
import sys
import time

ROUNDS = 15
ROOT = pathlib.Path(__file__).resolve().parent.parent


def main(osteon, in_process, output):
    study = str(ROOT / "Examples" / "postmenopausal-woman.json")
    commands = {
        "osteon interpret STUDY": [osteon, "interpret", study],
        "osteon interpret --format json STUDY": [osteon, "interpret", "--format", "json", study],
        "osteon --version": [osteon, "--version"],
        "python3 -c 'import pandas'": [sys.executable, "-c", "import pandas"],
    }
    times = {title: [] for title in commands}
    for _ in range(ROUNDS + 1):  # in turn, so that a slower moment of the machine meets all of them
        for title, command in commands.items():
            times[title].append(wall_milliseconds(command))
    peer = median(times["python3 -c 'import pandas'"][1:])
    whole = [
        {"title": title, "unit": "milliseconds", "runs": ROUNDS, "median": round(median(own[1:]), 2),
         "ninetyFifth": round(sorted(own[1:])[-1], 2), "shareOfPandasImport": round(median(own[1:]) / peer, 4)}
        for title, own in times.items()
    ]
    result = {
        "date": datetime.date.today().isoformat(),
        "machine": f"{platform.machine()}, {cores()} cores, {platform.system()}",
        "toolchain": subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.splitlines()[0],
        "commit": subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, cwd=ROOT).stdout.strip(),
        "inProcess": json.loads(subprocess.run([in_process], capture_output=True, text=True, check=True).stdout),
        "wholeProcess": whole,
    }
    text = json.dumps(result, indent=2) + "\n"
    if output == "-":
        print(text, end="")
    else:
        pathlib.Path(output).write_text(text)


def wall_milliseconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def median(values):
    return sorted(values)[len(values) // 2]


def cores():
    import os

    return os.cpu_count()


if __name__ == "__main__":
    main(*sys.argv[1:])
