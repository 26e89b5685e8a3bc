# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Times the fit of age curves beside NumPy's Fisher scoring and SciPy's L-BFGS on the same points, in turn, and the fit of
every reference of the project.

    python Benchmarks/age_curves.py PEER.py OSTEON_BENCHMARKS [--osteon PROGRAM --tables DIR] [-o RESULT.json]

DIR holds the survey tables that the recipes name; without it the references are not timed.

PEER.py offers make(n), fit_fisher(x, y) and fit_lbfgs(x, y), each of which returns (objective, iterations).
"""

import argparse
import importlib.util
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np

SIZES = (2_500, 5_000, 10_000, 20_000, 40_000)
ROUNDS = 5
RECIPES = pathlib.Path(__file__).resolve().parent.parent / "Knowledge" / "recipes"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("peer", type=pathlib.Path)
    arguments.add_argument("benchmarks")
    arguments.add_argument("-o", "--output", type=pathlib.Path)
    arguments.add_argument("--osteon", default=".build-release/release/osteon")
    arguments.add_argument("--tables", type=pathlib.Path)
    options = arguments.parse_args()
    sys.path.insert(0, str(options.peer.resolve().parent))
    peer = load(options.peer)
    lines = [compare(peer, options.benchmarks, size, with_peers=size == 10_000) for size in SIZES]
    result = {"fitsOfOneCurve": lines, "secondsFor10000People": growth(lines)}
    if options.tables:
        result["references"] = references(options.osteon, options.tables)
    text = json.dumps(result, indent=2) + "\n"
    print(text, end="")
    if options.output:
        options.output.write_text(text)


def load(path):
    spec = importlib.util.spec_from_file_location("peer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compare(peer, benchmarks, size, with_peers):
    x, y = peer.make(size)
    constants = float((np.log(y) + 0.5 * math.log(2 * math.pi)).sum())
    times = {"osteon": [], "numpyFisher": [], "scipyLbfgs": []}
    objectives = {}
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        np.concatenate([x, y]).astype("<f8").tofile(file.name)
        for _ in range(ROUNDS):  # in turn, so that a slower moment of the machine meets all of them
            own = json.loads(subprocess.run([benchmarks, "age-curves", file.name, "5"], capture_output=True, check=True).stdout)
            times["osteon"].append(own["seconds"])
            objectives["osteon"] = -own["penalizedLogLikelihood"]
            if with_peers:
                for name, fit in (("numpyFisher", peer.fit_fisher), ("scipyLbfgs", peer.fit_lbfgs)):
                    start = time.perf_counter()
                    objective, _ = fit(x, y)
                    times[name].append(time.perf_counter() - start)
                    objectives[name] = float(objective) + constants
    line = {"people": size, "seconds": {name: round(median(own), 6) for name, own in times.items() if own}}
    line["minusPenalizedLogLikelihood"] = {name: round(value, 4) for name, value in objectives.items()}
    if with_peers:
        line["timesFaster"] = {name: round(median(times[name]) / median(times["osteon"]), 1) for name in ("numpyFisher", "scipyLbfgs")}
    return line


def references(osteon, tables):
    """Seconds for each recipe and all of them, without and with standard errors."""
    times = {}
    for name, flags in (("withoutStandardErrors", ["--no-standard-errors"]), ("withStandardErrors", [])):
        times[name] = {}
        for recipe in sorted(RECIPES.glob("*.json")):
            command = [osteon, "reference", "fit", str(recipe), "--data", str(tables), *flags]
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times[name][recipe.stem] = round(time.perf_counter() - start, 2)
        times[name]["all"] = round(sum(times[name].values()), 2)
    return times


def growth(lines):
    """Seconds for each 10,000 people, at each size: level where the cost is linear."""
    return {str(line["people"]): round(line["seconds"]["osteon"] / line["people"] * 10_000, 6) for line in lines}


def median(values):
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    main()
