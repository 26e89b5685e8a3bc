# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of the reading of laboratory results against published values and hand arithmetic."""

from datetime import date
from fractions import Fraction

import pytest

from laboratory import (
    FORMULAS, TESTS, completed_years, corrected_calcium, corrected_reading, exact, filtration_rate, low_twice,
    rate_reading, read, rounded,
)


def result(test, value, unit, **limits):
    """A result as a study holds it."""
    return {"test": test, "value": value, "unit": unit, **limits}


@pytest.mark.parametrize("number, places, wanted", [
    ("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("2.3449", 2, "2.34"), ("0.5", 0, "1"), ("-0.5", 0, "-1"),
    ("1.0049", 2, "1"), ("1.005", 2, "1.01"),
])
def test_a_half_is_rounded_away_from_zero(number, places, wanted):
    assert rounded(exact(number), places) == exact(wanted)


@pytest.mark.parametrize("years, creatinine, sex, wanted", [
    # Examples of the R package tabletools (calculate_egfr.R and its manual page).
    (70, "0.8", "male", "95.2"), (70, "0.8", "female", "79.2"), (50, "1.0", "female", "68.6"),
])
def test_the_filtration_rate_is_that_of_published_examples(years, creatinine, sex, wanted):
    assert rounded(Fraction(filtration_rate(exact(creatinine), years, sex)), 1) == exact(wanted)


def test_the_filtration_rate_follows_the_equation_by_hand():
    # At creatinine = kappa both powers are 1: 142 x 0.9938^20 x 1.012. 0.9938^2 = 0.98763844, ^4 = 0.975429688,
    # ^5 = 0.969382024, ^10 = 0.939701509, ^20 = 0.883038926; 143.704 x 0.883038926 = 126.8962.
    assert rounded(Fraction(filtration_rate(exact("0.7"), 20, "female")), 3) == exact("126.896")
    # Twice kappa: 2^-1.2 = 0.435275282; 142 x 0.883038926 x 0.435275282 = 54.5799 for a man of 20.
    assert rounded(Fraction(filtration_rate(exact("1.8"), 20, "male")), 3) == exact("54.580")


@pytest.mark.parametrize("check", FORMULAS["ckdEpi2021"]["checks"], ids=str)
def test_the_checks_of_the_filtration_rate_hold(check):
    rate = filtration_rate(exact(check["creatinine"]), check["age"], check["sex"])
    assert rounded(Fraction(rate), 4) == exact(check["rate"])


@pytest.mark.parametrize("check", FORMULAS["correctedCalcium"]["checks"], ids=str)
def test_the_checks_of_the_corrected_calcium_hold(check):
    assert corrected_calcium(exact(check["calcium"]), exact(check["albumin"])) == exact(check["corrected"])


def test_corrected_calcium_agrees_with_the_molar_form_of_gp_notebook():
    # 2.00 mmol/L + 0.02 x (40 - 30) = 2.20 mmol/L = 8.82 mg/dL; by the conventional form
    # 8.02 mg/dL + 0.8 x (4.0 - 3.0) = 8.82 mg/dL.
    calcium = read(result("calcium", 2.00, "mmol/L"), "female", 60)
    albumin = read(result("albumin", 30, "g/L"), "female", 60)
    assert (calcium.value, albumin.value) == (exact("8.02"), 3)
    assert corrected_reading(calcium, albumin).value == exact("8.82")
    assert rounded(exact("2.20") / exact("0.2495"), 2) == exact("8.82")


def test_a_low_total_calcium_may_be_normal_for_its_albumin():
    assert read(result("calcium", 8.0, "mg/dL"), "female", 60).status == "low"
    with_albumin = corrected_reading(
        read(result("calcium", 8.0, "mg/dL"), "female", 60), read(result("albumin", 2.0, "g/dL"), "female", 60)
    )
    assert (with_albumin.value, with_albumin.status) == (exact("9.6"), "normal")


@pytest.mark.parametrize("given, value", [
    (result("vitamin d", 50, "nmol/L"), "20.03"),       # 50 / 2.496 = 20.032
    (result("62292-8", 20, "ng/mL"), "20"),
    (result("PTH", 6.9, "pmol/L"), "65"),               # 6.9 / 0.106 = 65.09
    (result("creatinine", 100, "umol/L"), "1.1312"),    # 100 / 88.4 = 1.13122
    (result("testosterone", 9.2, "nmol/L"), "265.1"),   # 9.2 / 0.0347 = 265.13
    (result("hb", 120, "G/L"), "12"),
    (result("urine-calcium", 6.25, "mmol/d"), "250"),   # 6.25 / 0.025
    (result("ctx", 0.7, "ng/mL"), "700"),
    (result("alp", 0.5, "ukat/l"), "30"),               # 0.5 / 0.016667 = 29.9994
])
def test_a_result_is_read_in_the_conventional_unit(given, value):
    assert read(given, "female", 60).value == exact(value)


@pytest.mark.parametrize("given, doubt", [
    (result("calcium", 2.2, "mg/dL"), "LAB-00.other-unit"),     # 2.2 mmol/L is 8.82 mg/dL
    (result("calcium", 8.8, "mmol/L"), "LAB-00.other-unit"),    # 8.8 mmol/L would be 35.3 mg/dL
    (result("calcium", 50, "mg/dL"), "LAB-00.implausible"),
    (result("calcium", 8.8, ""), "LAB-00.unit"),
    (result("bsap", 30, "U/L"), "LAB-00.unit"),
    (result("hba1c", 48, "mmol/mol"), "LAB-00.unit"),
    (result("62238-1", 50, "mL/min/1.73 m2"), "LAB-00.test"),   # the equation of 2009
])
def test_a_doubtful_result_is_not_used(given, doubt):
    reading = read(given, "female", 60)
    assert (reading.value, reading.status, reading.doubt) == (None, None, doubt)


def test_the_limits_of_the_laboratory_come_first_and_are_compared_in_its_own_unit():
    assert read(result("calcium", 8.6, "mg/dL"), "female", 60).status == "normal"
    assert read(result("calcium", 8.6, "mg/dL", low=8.8, high=10.2), "female", 60).status == "low"
    # Where it prints one limit alone, the other one is the fallback.
    assert read(result("calcium", 7.0, "mg/dL", high=10.2), "female", 60).status == "low"
    # 51 and 50 nmol/L both round to 1.8 µg/dL; 51 is above 50 all the same.
    assert read(result("dst", 51, "nmol/L", high=50), "female", 60).status == "high"


def test_fallback_limits_begin_at_twenty_years_and_differ_by_sex():
    assert read(result("calcium", 8.0, "mg/dL"), "female", 19).limits is None
    assert read(result("calcium", 8.0, "mg/dL"), "female", 20).status == "low"
    assert read(result("hb", 12.5, "g/dL"), "female", 60).status == "normal"
    assert read(result("hb", 12.5, "g/dL"), "male", 60).status == "low"
    assert read(result("testosterone", 200, "ng/dL"), "female", 60).limits is None


def test_a_limit_itself_is_normal():
    assert [read(result("calcium", value, "mg/dL"), "male", 60).status for value in (8.49, 8.5, 10.5, 10.51)] == [
        "low", "normal", "normal", "high"
    ]


def test_no_filtration_rate_below_eighteen():
    creatinine = read(result("creatinine", 0.9, "mg/dL"), "male", 17)
    assert rate_reading(creatinine, 17, "male", 17) is None
    assert rate_reading(creatinine, 18, "male", 18).limits is None


def test_completed_years_turn_on_the_birthday():
    assert [completed_years(date(1958, 3, 2), date(2026, 3, day)) for day in (1, 2)] == [67, 68]


@pytest.mark.parametrize("results, wanted", [
    ([(date(2026, 1, 1), "low"), (date(2026, 1, 29), "low")], True),      # 28 days
    ([(date(2026, 1, 1), "low"), (date(2026, 1, 28), "low")], False),     # 27 days
    ([(date(2026, 1, 29), "low"), (date(2026, 1, 1), "low")], True),
    ([(date(2026, 1, 1), "low"), (date(2026, 3, 1), "normal")], False),
    ([(date(2026, 1, 1), "low"), (date(2026, 2, 1), "normal"), (date(2026, 3, 1), "low")], True),
    ([(date(2026, 1, 1), "low")], False),
    ([], False),
])
def test_low_twice_is_four_weeks_apart_and_ends_low(results, wanted):
    assert low_twice(results) is wanted


def test_no_name_stands_for_two_tests():
    # TESTS would hold the later one alone.
    for test in TESTS.values():
        assert all(TESTS[name.lower()] is test for name in test.names), test.key
