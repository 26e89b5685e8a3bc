# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Prints line coverage and the ratio of test to source lines by target; fails where a science target is below 95 %."""

import json
import pathlib
import sys

SCIENCE = ["Statistics", "Densitometry", "KnowledgeBase", "Assessment"]
OTHERS = ["Formats", "Interchange", "Reports", "osteon", "knowledge"]
MINIMUM = 95.0
ROOT = pathlib.Path(__file__).resolve().parent.parent


def main(path):
    with open(path) as file:
        files = json.load(file)["data"][0]["files"]
    below = []
    print(f"{'target':<15}{'lines covered':>15}{'of':>8}{'share':>9}{'code lines':>12}")
    for target in SCIENCE + OTHERS:
        covered, count = coverage(files, target)
        share = 100 * covered / count if count else 0.0
        print(f"{target:<15}{covered:>15}{count:>8}{share:>8.1f}%{code_lines('Sources/' + target):>12}")
        if target in SCIENCE and share < MINIMUM:
            below.append(target)
    source, test = code_lines("Sources"), code_lines("Tests")
    core = code_lines("Sources/Statistics") + code_lines("Sources/Densitometry")
    core_tests = code_lines("Tests/StatisticsTests") + code_lines("Tests/DensitometryTests")
    print(f"test to source lines: {test / source:.2f} ({test} to {source});", end=" ")
    print(f"Statistics and Densitometry: {core_tests / core:.2f} ({core_tests} to {core})")
    for target in below:
        print(f"{target} must have {MINIMUM:.0f} % of its lines covered, but has less.", file=sys.stderr)
    return 1 if below else 0


def coverage(files, target):
    """Returns (covered, counted) lines of a target; generated files are data and do not count."""
    part = f"/Sources/{target}/"
    own = [file for file in files if part in file["filename"] and "/Generated/" not in file["filename"]]
    lines = [file["summary"]["lines"] for file in own]
    return sum(line["covered"] for line in lines), sum(line["count"] for line in lines)


def code_lines(folder):
    """Counts lines of Swift and Python that are neither blank nor comment, without generated files."""
    total = 0
    for path in sorted((ROOT / folder).rglob("*")):
        if path.suffix not in (".swift", ".py") or "Generated" in path.parts:
            continue
        lines = (line.strip() for line in path.read_text().splitlines())
        total += sum(1 for line in lines if line and not line.startswith(("//", "#")))
    return total


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
