# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Times the change of many people at two sites beside numba, NumPy and statsmodels on the same numbers, in turn.

    python Benchmarks/change.py OSTEON_BENCHMARKS [-o RESULT.json] [--people N]

Everything runs on one core. numba does the same filter with the same tests of the domain and the same seven answers, person
after person, its columns laid out so that the visits of a person are neighbors; compiled with and without fastmath, and the
faster one is compared. NumPy works on whole columns. statsmodels reads few series, one filter a series.
"""

import argparse
import json
import os
import pathlib
import platform
import subprocess
import tempfile
import time
from importlib.metadata import version
from math import erfc, inf, isfinite, nan, sqrt

import numpy as np
from numba import njit

ROUNDS = 7
VISITS = (5, 10, 20, 40)
RUNS = 3
PEOPLE_OF_STATSMODELS = 500
# All of fastmath that leaves infinity and NaN their meaning: the errors of missed visits are infinite.
FASTMATH = {"nsz", "arcp", "contract", "afn", "reassoc"}
ANSWERS = ("change", "changeDeviation", "lossProbability", "level", "levelDeviation", "rate", "rateDeviation")
ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("benchmarks")
    arguments.add_argument("-o", "--output", type=pathlib.Path)
    arguments.add_argument("--people", type=int, default=1_000_000)
    options = arguments.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # one core, for the programs started here too
    lines = [compare(options.benchmarks, options.people * VISITS[0] // visits, visits) for visits in VISITS]
    result = {
        "machine": f"{platform.machine()}, one of {os.cpu_count()} cores, {platform.system()}",
        "commit": subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, cwd=ROOT).stdout.strip(),
        "peers": {name: version(name) for name in ("numba", "numpy", "statsmodels")},
        "series": lines,
        "nanosecondsForAPersonAndSite": linear(lines),
    }
    text = json.dumps(result, indent=2) + "\n"
    print(text, end="")
    if options.output:
        options.output.write_text(text)


def compare(benchmarks, people, visits):
    """Seconds of each, medians of rounds in turn, and the sums that show equal work."""
    times, sites = make(people, visits)
    rows = [(times, *site) for site in sites]
    columns = [tuple(np.ascontiguousarray(column.T) for column in site) for site in rows]
    answers = [np.empty((len(ANSWERS), people)) for _ in sites]
    peers = {
        "numba": (njit(error_model="numpy")(change_of_people), rows),
        "numbaFastmath": (njit(fastmath=FASTMATH, error_model="numpy")(change_of_people), rows),
        "numpy": (change_of_columns, columns),
    }
    for name in ("numba", "numbaFastmath"):
        peers[name][0](*(column[:2] for column in rows[0]), np.empty((len(ANSWERS), 2)))  # compiles
    seconds, sums = {name: [] for name in ("osteon", *peers)}, {}
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "people.bin")
        write(file, times, sites)
        command = [benchmarks, "change", file, str(people), str(visits), str(RUNS)]
        for _ in range(ROUNDS):  # in turn, so that a slower moment of the machine meets all of them
            own = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            seconds["osteon"].append(median(own["seconds"]))
            sums["osteon"] = own["sums"]
            for name, (function, sites_of_peer) in peers.items():
                seconds[name].append(median(timed(function, sites_of_peer, answers) for _ in range(RUNS)))
                sums[name] = np.sum(answers, axis=(0, 2)).tolist()
    line = {"people": people, "visits": visits, "sites": len(sites),
            "seconds": {name: round(median(own), 4) for name, own in seconds.items()}}
    middle = line["seconds"]
    line["scansASecond"] = {name: round(2 * people * visits / value) for name, value in middle.items()}
    # Ratios are taken in each round, and then the median of them.
    line["timesFaster"] = {name: round(median(np.divide(seconds[name], seconds["osteon"])), 2) for name in peers}
    faster = min(("numba", "numbaFastmath"), key=middle.get)
    line["timesFaster"]["fasterNumba"] = line["timesFaster"][faster]
    check_equal(sums)
    line["sums"] = {name: dict(zip(ANSWERS, (round(value, 6) for value in own))) for name, own in sums.items()}
    if visits == VISITS[0]:
        line["statsmodels"] = beside_statsmodels(rows, columns, middle["osteon"] / (2 * people))
    return line


def timed(function, sites, answers):
    start = time.perf_counter()
    for site, answer in zip(sites, answers):
        function(*site, answer)
    return time.perf_counter() - start


def check_equal(sums):
    """Every peer must have come to the same answers."""
    for name, own in sums.items():
        if not np.allclose(own, sums["osteon"], rtol=1e-9, atol=0):
            raise SystemExit(f"{name} does other work: {own} beside {sums['osteon']}")


def beside_statsmodels(rows, columns, own_seconds):
    """Seconds of statsmodels for few people, and how many times longer that is than ours for as many."""
    few = [tuple(column[:PEOPLE_OF_STATSMODELS] for column in site) for site in rows]
    answers, expected = ([np.empty((len(ANSWERS), PEOPLE_OF_STATSMODELS)) for _ in few] for _ in range(2))
    seconds = median(timed(change_by_statsmodels, few, answers) for _ in range(3))
    timed(change_of_columns, [tuple(column[..., :PEOPLE_OF_STATSMODELS] for column in site) for site in columns], expected)
    check_equal({"osteon": np.sum(expected, axis=(0, 2)), "statsmodels": np.sum(answers, axis=(0, 2))})
    series = len(few) * PEOPLE_OF_STATSMODELS
    return {"people": PEOPLE_OF_STATSMODELS, "seconds": round(seconds, 4),
            "timesFaster": round(seconds / series / own_seconds)}


def linear(lines):
    """Nanoseconds of the engine for a person and site by visits: a cost at the start, and then as much for each visit."""
    return {str(line["visits"]): round(1e9 * line["seconds"]["osteon"] / (line["people"] * line["sites"]), 1)
            for line in lines}


def median(values):
    values = sorted(values)
    return values[len(values) // 2]


# --- People ---------------------------------------------------------------------------------


def make(people, visits):
    """Times, and for each of two sites densities, errors and the model, one row a person. One visit in ten is missed,
    never the first or the last."""
    random = np.random.default_rng(77)
    times = np.cumsum(random.uniform(0.8, 2.4, (people, visits)) * 5 / visits, axis=1)
    times -= times[:, :1]
    sites = []
    for level, deviation, low, high in ((0.85, 0.12, 0.012, 0.018), (0.95, 0.14, 0.010, 0.015)):
        errors = np.where(random.random((people, visits)) < 0.3, high, low)
        densities = level + random.uniform(-2, 2, (people, 1)) * deviation
        densities = densities + random.normal(-0.006, 0.006, (people, 1)) * times
        densities += random.normal(0, 1, (people, visits)) * errors
        missed = random.random((people, visits)) < 0.1
        missed[:, [0, -1]] = False
        unit = np.where(missed, 0, densities).sum(1) / (~missed).sum(1) / 100
        model = [unit * percent for percent in (-0.6, 0.55, 0.5, 0.2)]
        sites.append((densities, np.where(missed, inf, errors), *model))
    return times, sites


def write(path, times, sites):
    """Columns visit after visit, as the engine reads them."""
    with open(path, "wb") as file:
        for column in [times, *(column for site in sites for column in site)]:
            np.ascontiguousarray(column.T).tofile(file)


# --- Peers ----------------------------------------------------------------------------------


def change_of_people(times, densities, errors, rates, spreads, level_drifts, rate_drifts, answers):
    """The filter of three states (change since the first scan, rate, first level), person after person."""
    for i in range(times.shape[0]):
        q, w, tau = level_drifts[i] ** 2, rate_drifts[i] ** 2, spreads[i]
        error = errors[i, 0]
        wrong = not (error > 0 and error < inf and tau >= 0 and tau < inf and q >= 0 and q < inf and w >= 0 and w < inf)
        wrong = wrong or not (isfinite(densities[i, 0]) and isfinite(times[i, 0]) and isfinite(rates[i]))
        now, change, rate, first, scans = times[i, 0], 0.0, rates[i], densities[i, 0], 1
        a, b, c, e, f, g = 0.0, 0.0, tau * tau, 0.0, 0.0, error * error
        for k in range(1, times.shape[1]):
            error = errors[i, k]
            if error == inf:
                continue
            d, y = times[i, k] - now, densities[i, k]
            wrong = wrong or not (error > 0 and d > 0 and d < inf and isfinite(y))
            now = times[i, k]
            scans += 1
            change += d * rate
            a += d * (2 * b + d * (c + w * d / 3) + q)
            b += d * (c + w * d * 0.5)
            c += w * d
            e += d * f
            ha, hb, hf = a + e, b + f, e + g
            s = 1 / (ha + hf + error * error)
            v = (y - change - first) * s
            change += ha * v
            rate += hb * v
            first += hf * v
            a -= ha * ha * s
            b -= ha * hb * s
            c -= hb * hb * s
            e -= ha * hf * s
            f -= hb * hf * s
            g -= hf * hf * s
        if wrong or scans < 2:
            for j in range(7):
                answers[j, i] = nan
        else:
            deviation = sqrt(max(a, 0.0))
            answers[0, i], answers[1, i] = change, deviation
            answers[2, i] = 0.5 * erfc(change / deviation / sqrt(2.0)) if deviation > 0 else (1.0 if change < 0 else 0.0)
            answers[3, i], answers[4, i] = first + change, sqrt(max(a + 2 * e + g, 0.0))
            answers[5, i], answers[6, i] = rate, sqrt(max(c, 0.0))


def change_of_columns(times, densities, errors, rates, spreads, level_drifts, rate_drifts, answers):
    """The same on whole columns; the domain is not tested."""
    from scipy.special import ndtr

    q, w = level_drifts**2, rate_drifts**2
    now, change, rate, first = times[0].copy(), np.zeros_like(rates), rates.copy(), densities[0].copy()
    a, b, c, e, f, g = change.copy(), change.copy(), spreads**2, change.copy(), change.copy(), errors[0] ** 2
    for time_, density, error in zip(times[1:], densities[1:], errors[1:]):
        missed = error == inf
        d = np.where(missed, 0, time_ - now)
        now = now + d
        change = change + d * rate
        a = a + d * (2 * b + d * (c + w * d / 3) + q)
        b = b + d * (c + w * d * 0.5)
        c = c + w * d
        e = e + d * f
        ha, hb, hf = a + e, b + f, e + g
        s = 1 / (ha + hf + error * error)
        v = (density - change - first) * s
        change, rate, first = change + ha * v, rate + hb * v, first + hf * v
        a, b, c = a - ha * ha * s, b - ha * hb * s, c - hb * hb * s
        e, f, g = e - ha * hf * s, f - hb * hf * s, g - hf * hf * s
    deviation = np.sqrt(a)
    answers[0], answers[1], answers[2] = change, deviation, ndtr(-change / deviation)
    answers[3], answers[4], answers[5], answers[6] = first + change, np.sqrt(a + 2 * e + g), rate, np.sqrt(c)


def change_by_statsmodels(times, densities, errors, rates, spreads, level_drifts, rate_drifts, answers):
    """The same person by person with the state-space filter of statsmodels; a missed visit is left out."""
    from scipy.special import ndtr
    from statsmodels.tsa.statespace.kalman_filter import KalmanFilter

    for i in range(len(times)):
        seen = errors[i] < inf
        t, y, s = times[i][seen], densities[i][seen], errors[i][seen]
        d = np.append(np.diff(t), 0.0)
        n = len(t)
        model = KalmanFilter(k_endog=1, k_states=3, k_posdef=3)
        model.bind(np.append(np.nan, y[1:]))  # the first scan is the state that the filter starts with
        model["design"] = np.array([[1.0, 0.0, 1.0]])
        transition = np.repeat(np.eye(3)[:, :, None], n, axis=2)
        transition[0, 1] = d
        noise = np.zeros((3, 3, n))
        noise[0, 0] = d * level_drifts[i] ** 2 + rate_drifts[i] ** 2 * d**3 / 3
        noise[0, 1] = noise[1, 0] = rate_drifts[i] ** 2 * d**2 / 2
        noise[1, 1] = rate_drifts[i] ** 2 * d
        model["transition"], model["selection"], model["state_cov"] = transition, np.eye(3), noise
        model["obs_cov"] = (s**2)[None, None, :]
        model.initialize_known(np.array([0.0, rates[i], y[0]]), np.diag([0.0, spreads[i] ** 2, s[0] ** 2]))
        found = model.filter()
        mean, p = found.filtered_state[:, -1], found.filtered_state_cov[:, :, -1]
        deviation = sqrt(p[0, 0])
        answers[:, i] = (mean[0], deviation, ndtr(-mean[0] / deviation), mean[0] + mean[2],
                         sqrt(p[0, 0] + 2 * p[0, 2] + p[2, 2]), mean[1], sqrt(p[1, 1]))


if __name__ == "__main__":
    main()
