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


def test_out_of_control_until_ten_scans_without_rule_a():
    # Two beyond 3 SD on 6 and 7 January. Rule c fires on the 7th and 8th (1.001 is 5.5 SD above 0.990).
    later = ["1.010", "0.990", "1.001", "0.999", *["1.001", "0.999"] * 3, "1.001"]
    found = judged(later, ["2024-01-06", "2024-01-07", "2024-01-08"])
    assert found["rules"][5:8] == ["a", "ac", "c"]
    # Nine from the 8th on.
    assert found["out_of_control"] == [{"start": "2024-01-07", "end": None}]
    found = judged([*later, "0.999"], [f"2024-01-{day:02d}" for day in range(6, 11)])
    assert found["out_of_control"] == [{"start": "2024-01-07", "end": "2024-01-07"}]
    assert found["patients_out_of_control"] == ["2024-01-07"]
    # The sum is 3.5 up and 3.5 down: no signal.
    assert found["doubtful"] == []


def test_two_of_the_baseline_outside_the_limits_begin_a_span():
    # Mean 1.003 ± 0.015: 0.988 to 1.018. One outside begins none.
    found = phantom.answer(dated(["1.000"] * 8 + ["1.020", "1.010"]), [], 10)
    assert found["out_of_control"] == []
    # Mean 1.005, offset 0.015: 0.990 to 1.020.
    found = phantom.answer(dated(["1.000"] * 8 + ["1.025", "1.025"]), [], 10)
    assert found["out_of_control"] == [{"start": "2024-01-10", "end": None}]


def test_one_outlier_signals_no_drift():
    # z = 6, cut at 4: the sum is 3.5.
    found = judged(["1.012"])
    assert found["rules"][5:] == ["a"]
    assert found["tabular_cusum"] == [{"up": 3.5, "down": 0, "signals": False}]
    assert found["out_of_control"] == found["doubtful"] == []
    # A second one like it: 7, and two in a row fire rule a.
    found = judged(["1.012", "1.012"])
    assert [step["up"] for step in found["tabular_cusum"]] == [3.5, 7]
    assert found["out_of_control"] == found["doubtful"] == [{"start": "2024-01-07", "end": None}]


def test_a_drift_makes_days_doubtful_and_stops_nothing():
    # z = 1.5: 6 at the sixth scan, on 11 January. Scans at z = 0.5 are quiet, and 10 of them end it.
    later = ["1.003"] * 6 + ["1.001"] * 9
    found = judged(later, ["2024-01-10", "2024-01-11", "2024-02-01"])
    assert found["out_of_control"] == [] and found["patients_out_of_control"] == []
    assert found["doubtful"] == [{"start": "2024-01-11", "end": None}]
    assert found["patients_doubtful"] == ["2024-01-11", "2024-02-01"]
    found = judged([*later, "1.001"])
    # Rules d and e fire meanwhile; they do not count as unquiet.
    assert "e" in "".join(found["rules"][11:])
    assert found["doubtful"] == [{"start": "2024-01-11", "end": "2024-01-11"}]


def test_a_sum_within_a_billionth_of_five_is_five():
    baseline = Baseline(0, Fraction(0), Fraction(1), 0, 0)
    for beyond, signals in (("1e-9", False), ("2e-9", True)):
        values = [Fraction("3.5"), Fraction("2.5") + Fraction(beyond)]
        assert [step.signals for step in phantom.tabular_cusum(baseline, values)] == [False, signals]


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
