# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of the phantom reference against hand arithmetic and published run lengths."""

import datetime
from fractions import Fraction

import numpy as np
import pytest

import phantom
from phantom import Baseline

# Mean 1.000; squares 4 * 0.002² over 4: SD 0.002 exactly. Limits 1.000 ± 0.015.
FIRST = ["1.002", "1.002", "0.998", "0.998", "1.000"]


def dated(values: list[str], step: int = 1) -> list[tuple[str, str]]:
    """Scans so many days apart from 1 January 2024."""
    start = datetime.date(2024, 1, 1)
    return [(str(start + datetime.timedelta(days=step * k)), value) for k, value in enumerate(values)]


def judged(later: list[str], patients: list[str] = ()) -> dict:
    """The answer for FIRST, five days, and later scans, one a day."""
    return phantom.answer(dated([*FIRST, *later]), list(patients), 5)


def rules_of(later: list[str]) -> list[str]:
    return judged(later)["rules"][5:]


# --- Limits ---------------------------------------------------------------------------------


def test_published_limits():
    # 0.015 * 1.177 = 0.017655 -> 0.018: 1.159 to 1.195, both passing.
    baseline = phantom.baseline_of([Fraction("1.177")] * 25)
    assert (baseline.lowest_mg, baseline.highest_mg) == (1159, 1195)
    assert [baseline.is_outside(Fraction(value)) for value in ("1.158", "1.159", "1.195", "1.196")] == [
        True, False, False, True]


def test_offset_and_mean_round_half_away():
    # 0.015 * 1.100 = 0.0165 -> 0.017.
    assert phantom.baseline_of([Fraction("1.100")]).highest_mg == 1117
    # Mean 1.1005 -> 1.101; 0.015 * 1.1005 = 0.0165075 -> 0.017.
    assert phantom.baseline_of([Fraction("1.100"), Fraction("1.101")]).highest_mg == 1118


# --- Rules; values on a limit do not fire ---------------------------------------------------


@pytest.mark.parametrize("later, rules", [
    (["1.006"], [""]),  # z = 3
    (["1.007"], ["a"]),
    (["1.004", "1.004"], ["", ""]),  # z = 2
    (["1.005", "1.005", "1.005"], ["", "b", "b"]),
    (["1.005", "0.995"], ["", "c"]),  # 5 SD apart, sides unlike
    (["1.004", "0.996"], ["", ""]),  # 4 SD apart
    (["1.003"] * 4, ["", "", "", "d"]),
    (["1.003", "1.003", "1.002", "1.003", "1.003"], ["", "", "", "", ""]),  # one at z = 1
    (["1.001"] * 10, [""] * 9 + ["e"]),  # one side
    (["1.001"] * 9 + ["1.000"], [""] * 10),
    # Mean of ten: (9 * 0.003 - 0.006) / 10 = 0.0021 > 0.002; the last differs by 0.009 > 0.008.
    (["1.003", "1.003", "1.003", "0.994", *["1.003"] * 3], ["", "", "", "c", "c", "", ""]),
])
def test_rules(later, rules):
    assert rules_of(later) == rules


def test_mean_of_ten_beyond_one():
    # Never four above z = 1 in a row: 0.003 three times, then -0.001. Sum of ten: 8*0.003 - 2*0.001 = 0.022
    # (places 4 and 8), mean 0.0022 > 0.002, z = 1.1.
    later = ["1.003", "1.003", "1.003", "0.999"] * 2 + ["1.003", "1.003"]
    assert rules_of(later) == [""] * 9 + ["e"]


def test_the_baseline_is_judged_by_the_limits_alone():
    values = ["1.000"] * 9 + ["1.020"]
    found = phantom.answer(dated(values), [], 10)
    # Mean 1.002 ± 0.015: 0.987 to 1.017.
    assert found["rules"] == [""] * 9 + ["a"]


def test_runs_do_not_reach_into_the_baseline():
    first = ["0.998", "0.998", "1.000", "1.002", "1.005"]  # the last is high
    found = phantom.answer(dated([*first, "1.009"]), [], 5)
    # Mean 1.0006, SD 0.00297; z = 2.8: beyond 2 like the last of the baseline nearly is, but alone.
    assert found["rules"][-1] == ""


# --- CUSUM ----------------------------------------------------------------------------------


def test_tabular_cusum_by_hand():
    # z = 1.5: C+ rises by 1 a scan; 5 is not beyond 5, 6 is; then anew.
    steps = judged(["1.003"] * 7)["tabular_cusum"]
    assert [step["up"] for step in steps] == [1, 2, 3, 4, 5, 6, 1]
    assert [step["signals"] for step in steps] == [False] * 5 + [True, False]
    assert all(step["down"] == 0 for step in steps)


def test_plain_cusum_by_hand():
    values = ["1.000"] * 5 + ["1.002"] * 5 + ["1.004"]
    # Mean of the first ten 1.001: down to -0.005, back to 0, then 0.003.
    found = phantom.answer(dated(values), [], 10)["plain_cusum"]
    assert found == pytest.approx([-0.001, -0.002, -0.003, -0.004, -0.005, -0.004, -0.003, -0.002, -0.001, 0, 0.003])
    assert judged([])["plain_cusum"] is None


def test_run_length_after_a_shift_of_one_sd():
    # k = 0.5, h = 5: 10.4 scans on average (Montgomery, Introduction to Statistical Quality Control, table 9.3).
    random = np.random.default_rng(9)
    baseline = Baseline(0, Fraction(0), Fraction(1), 0, 0)
    lengths = []
    for _ in range(400):
        values = [Fraction(float(value)) for value in random.normal(1, 1, 60)]
        lengths.append(next(k for k, step in enumerate(phantom.tabular_cusum(baseline, values)) if step.signals) + 1)
    assert np.mean(lengths) == pytest.approx(10.4, abs=0.8)


# --- Days -----------------------------------------------------------------------------------


def test_gaps_beyond_seven_days():
    days = [datetime.date(2024, 1, day) for day in (1, 8, 16)]
    assert phantom.gaps(days) == [{"from": "2024-01-08", "to": "2024-01-16", "days": 8}]
    patients = [datetime.date(2023, 12, 31), *(datetime.date(2024, 1, day) for day in (1, 15, 16, 23, 24))]
    assert phantom.uncovered(days, patients) == ["2023-12-31", "2024-01-24"]


def test_out_of_control_until_ten_quiet_scans():
    # Two beyond 3 SD on 6 and 7 January.
    later = ["1.010", "0.990", "1.001", "0.999", *["1.001", "0.999"] * 4]
    found = judged(later, ["2024-01-06", "2024-01-07", "2024-01-08"])
    # Rule c fires on the 7th and 8th (1.001 is 5.5 SD above 0.990), so quiet starts on the 9th: nine scans.
    assert found["rules"][5:8] == ["a", "ac", "c"]
    assert found["out_of_control"] == [{"start": "2024-01-07", "end": None}]
    found = judged([*later, "1.001"], [f"2024-01-{day:02d}" for day in range(6, 11)])
    assert found["out_of_control"] == [{"start": "2024-01-07", "end": "2024-01-08"}]
    assert found["patients_out_of_control"] == ["2024-01-07", "2024-01-08"]


def test_one_value_outside_is_no_span_unless_it_is_far():
    assert judged(["1.010"])["rules"][5:] == ["a"]
    assert judged(["1.010"])["out_of_control"] == []
    # z = 6: one scan brings CUSUM beyond 5.
    assert judged(["1.012"])["out_of_control"] == [{"start": "2024-01-06", "end": None}]


def test_without_spread_only_limits():
    found = phantom.answer(dated(["1.000"] * 5 + ["1.014", "1.016"]), [], 5)
    assert found["rules"] == [""] * 6 + ["a"]
    assert found["tabular_cusum"] == []


def test_random_series_have_every_rule():
    seen = set()
    for seed in range(12):
        for rules in phantom.case(seed)["answer"]["rules"]:
            seen |= set(rules)
    assert seen == set("abcde")
