# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Reference arithmetic of `docs/methods/phantom.md`: the quality control of one phantom on one scanner.

    python Reference/phantom.py cases 200 OUT.json
    python Reference/phantom.py steady

Densities in g/cm², limits in mg/cm², dates as ISO text. Shewhart rules compare squares of exact rationals,
so a value on a limit is on it; CUSUM has 50 digits.

Choices where the note leaves one:
- with fewer scans than the baseline wants, all are the baseline;
- runs of rules b to e hold only scans after the baseline, and so does the pair of rule c;
- rule a on a scan of the baseline asks for the limits only, and may start a span out of control;
- without spread in the baseline (s = 0), and with one scan, only the limits are asked;
- plain CUSUM needs ten scans; the tabular path shows the value that signals, before it starts anew;
- a span out of control starts on the day of the second of two scans in a row that fire rule a, a doubtful one on
  that of a signal; it is open ("end" null) if no ten quiet scans follow, so it goes on after the last scan; it holds
  at least its first day.
"""

import argparse
import datetime
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import cases
import phantom_simulation
from scores import exact, mp, round_half_away, to_mg, to_mpf

BASELINE = 25
FIRST_TEN = 10
TOLERANCE = Fraction("0.015")
SLACK, DECISION = mp.mpf("0.5"), mp.mpf(5)
# A step of the tabular sums is cut here: one outlier alone cannot signal.
LARGEST_STEP = mp.mpf(4)
# A sum this near 5 is 5, and does not signal.
ROUNDING = mp.mpf("1e-9")
LONGEST_GAP_DAYS = 7
QUIET_SCANS = 10


@dataclass(frozen=True)
class Baseline:
    """Mean (g/cm²) and variance of the first scans, None with one scan; limits in mg/cm²."""

    count: int
    mean: Fraction
    variance: Fraction | None
    lowest_mg: int
    highest_mg: int

    def is_outside(self, value: Fraction) -> bool:
        """Beyond the limits of QC-03, in whole mg/cm²; a value on a limit is inside."""
        return not self.lowest_mg <= to_mg(value) <= self.highest_mg

    def is_beyond(self, deviation: Fraction, sds: int) -> bool:
        """The size of a deviation (g/cm²) exceeds so many SD."""
        return deviation**2 > sds**2 * self.variance


def baseline_of(values: list[Fraction], wanted: int = BASELINE) -> Baseline:
    """The baseline of a series: its first scans."""
    first = values[:wanted]
    mean = sum(first) / len(first)
    variance = sum((value - mean) ** 2 for value in first) / (len(first) - 1) if len(first) > 1 else None
    offset = round_half_away(TOLERANCE * mean * 1000)
    middle = round_half_away(mean * 1000)
    return Baseline(len(first), mean, variance, middle - offset, middle + offset)


# --- Shewhart rules -------------------------------------------------------------------------


def fired(baseline: Baseline, values: list[Fraction], index: int) -> list[str]:
    """The rules that fire at a scan, the last of their runs."""
    rules = ["a"] if baseline.is_outside(values[index]) else []
    if index < baseline.count or not baseline.variance:
        return rules
    deviations = [value - baseline.mean for value in values[baseline.count : index + 1]]

    def on_one_side(scans: int, sds: int) -> bool:
        run = deviations[-scans:]
        return (len(run) == scans and all(baseline.is_beyond(one, sds) for one in run)
                and len({one > 0 for one in run}) == 1)

    def mean_beyond(scans: int) -> bool:
        run = deviations[-scans:]
        return len(run) == scans and baseline.is_beyond(sum(run) / scans, 1)

    tests = {
        "a": bool(rules) or baseline.is_beyond(deviations[-1], 3),
        "b": on_one_side(2, 2),
        "c": len(deviations) > 1 and baseline.is_beyond(deviations[-1] - deviations[-2], 4),
        "d": on_one_side(4, 1),
        "e": mean_beyond(10) or on_one_side(10, 0),
    }
    return [name for name, does_fire in tests.items() if does_fire]


# --- CUSUM ----------------------------------------------------------------------------------


def plain_cusum(values: list[Fraction]) -> list[float] | None:
    """Sums of the deviations from the mean of the first ten, g/cm², over all scans; None with fewer."""
    if len(values) < FIRST_TEN:
        return None
    mean = sum(values[:FIRST_TEN]) / FIRST_TEN
    return [float(sum(values[: k + 1]) - (k + 1) * mean) for k in range(len(values))]


@dataclass(frozen=True)
class Step:
    """Tabular CUSUM at a scan after the baseline, in SD, before it starts anew where it signals."""

    up: float
    down: float
    signals: bool


def tabular_cusum(baseline: Baseline, values: list[Fraction]) -> list[Step]:
    """The steps of the scans after the baseline; none without spread."""
    if not baseline.variance:
        return []
    sd = mp.sqrt(to_mpf(baseline.variance))
    up = down = mp.mpf(0)
    steps = []
    for value in values[baseline.count :]:
        z = max(-LARGEST_STEP, min(LARGEST_STEP, to_mpf(value - baseline.mean) / sd))
        up, down = max(mp.mpf(0), up + z - SLACK), max(mp.mpf(0), down - z - SLACK)
        signals = bool(max(up, down) > DECISION + ROUNDING)
        steps.append(Step(float(up), float(down), signals))
        if signals:
            up = down = mp.mpf(0)
    return steps


# --- Days -----------------------------------------------------------------------------------


def gaps(dates: list[datetime.date]) -> list[dict]:
    """Consecutive scans more than seven days apart."""
    return [{"from": str(before), "to": str(after), "days": (after - before).days}
            for before, after in zip(dates, dates[1:]) if (after - before).days > LONGEST_GAP_DAYS]


def uncovered(dates: list[datetime.date], patients: list[datetime.date]) -> list[str]:
    """Days of patients without a phantom scan on that day or in the seven before it."""
    return [str(day) for day in patients
            if not any(0 <= (day - scan).days <= LONGEST_GAP_DAYS for scan in dates)]


def spans(dates: list[datetime.date], begins: list[bool], quiet: list[bool]) -> list[dict]:
    """Spans from a scan that begins one to the day before ten quiet scans; "end" is None until these follow."""
    count = len(dates)
    found, index = [], 0
    while index < count:
        if not begins[index]:
            index += 1
            continue
        again = next((k for k in range(index + 1, count - QUIET_SCANS + 1) if all(quiet[k : k + QUIET_SCANS])), None)
        start = dates[index]
        end = None if again is None else max(start, dates[again] - datetime.timedelta(days=1))
        found.append({"start": str(start), "end": None if end is None else str(end)})
        index = count if again is None else again
    return found


def within(day: datetime.date, found: list[dict]) -> bool:
    """A day lies in one of the spans."""
    return any(span["start"] <= str(day) and (span["end"] is None or str(day) <= span["end"]) for span in found)


def answer(scans: list[tuple[str, str]], patients: list[str], wanted: int = BASELINE) -> dict:
    """Everything about the scans (date, density) of a phantom in order, with the days of patients."""
    dates = [datetime.date.fromisoformat(day) for day, _ in scans]
    values = [exact(density) for _, density in scans]
    days = [datetime.date.fromisoformat(day) for day in patients]
    baseline = baseline_of(values, wanted)
    rules = [fired(baseline, values, index) for index in range(len(values))]
    steps = tabular_cusum(baseline, values)
    signals = [False] * (len(values) - len(steps)) + [step.signals for step in steps]
    fails = ["a" in names for names in rules]
    out = spans(dates, [False, *(one and two for one, two in zip(fails, fails[1:]))], [not fail for fail in fails])
    doubtful = spans(dates, signals, [not fail and not signal for fail, signal in zip(fails, signals)])
    return {
        "baseline": {"count": baseline.count, "mean": float(baseline.mean),
                     "sd": None if baseline.variance is None else float(mp.sqrt(to_mpf(baseline.variance))),
                     "lowest_mg": baseline.lowest_mg, "highest_mg": baseline.highest_mg},
        "rules": ["".join(names) for names in rules],
        "plain_cusum": plain_cusum(values),
        "tabular_cusum": [vars(step) for step in steps],
        "gaps": gaps(dates),
        "patients_uncovered": uncovered(dates, days),
        "out_of_control": out,
        "patients_out_of_control": [str(day) for day in days if within(day, out)],
        "doubtful": doubtful,
        "patients_doubtful": [str(day) for day in days if within(day, doubtful)],
    }


# --- Cases ----------------------------------------------------------------------------------


def case(seed: int) -> dict:
    """One random series with its answer."""
    question = phantom_simulation.random_question(seed)
    return question | {"answer": answer(question["scans"], question["patients"], question["baseline_wanted"])}


def main() -> None:
    """Writes cases or prints the table of a steady phantom."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    writer = commands.add_parser("cases")
    writer.add_argument("count", type=int)
    writer.add_argument("path", type=Path)
    commands.add_parser("steady").add_argument("phantoms", type=int, nargs="?", default=20000)
    options = parser.parse_args()
    if options.command == "cases":
        cases.write(options.path, map(case, range(options.count)))
    else:
        phantom_simulation.print_steady(options.phantoms)


if __name__ == "__main__":
    main()
