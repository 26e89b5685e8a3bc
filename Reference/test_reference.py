# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of the reference implementation against arithmetic done by hand or by another route.

    python -m pytest Reference
"""

import csv
import datetime
import json
import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from statistics import NormalDist

import pytest

import nhanes
import scores
import synthetic

EXPECTED = Path(__file__).resolve().parent / "expected"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of an expected CSV file."""
    with open(EXPECTED / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


# --- Rounding -------------------------------------------------------------------------------


@pytest.mark.parametrize("text, mg", [
    ("0.5645", 565),  # 564.5, away from zero
    ("0.9275", 928),  # 927.5; the double below it would give 927
    ("1.0005", 1001),  # 1000.5; the double is 1000.499999999999989...
    ("0.564499999", 564),
    ("-0.0005", -1),
])
def test_density_rounds_half_away_to_mg(text, mg):
    assert scores.to_mg(text) == mg
    assert scores.to_mg(float(text)) == mg


@pytest.mark.parametrize("text, tenths", [
    ("-1.95", -20), ("-2.25", -23), ("2.25", 23), ("-1.949999999", -19), ("-0.04", 0),
])
def test_score_rounds_half_away_to_tenths(text, tenths):
    assert scores.to_tenths(text) == tenths


# --- T-score --------------------------------------------------------------------------------


@pytest.mark.parametrize("site, density, unrounded, tenths, category", [
    # femoral neck 0.858 / 0.120
    ("femoral-neck", "0.564", -0.294 / 0.120, -25, "osteoporosis"),  # -294/120 = -2.45 -> -2.5
    ("femoral-neck", "0.565", -0.293 / 0.120, -24, "low-bone-mass"),  # -293/120 = -2.4417
    ("femoral-neck", "0.732", -0.126 / 0.120, -11, "low-bone-mass"),  # -126/120 = -1.05 -> -1.1
    ("femoral-neck", "0.733", -0.125 / 0.120, -10, "normal"),  # -125/120 = -1.0417
    ("femoral-neck", "0.5645", -0.293 / 0.120, -24, "low-bone-mass"),  # 564.5 -> 565 first
    # total hip 0.942 / 0.122
    ("total-hip", "0.813", -0.129 / 0.122, -11, "low-bone-mass"),  # -129/122 = -1.0574
    ("total-hip", "0.814", -0.128 / 0.122, -10, "normal"),  # -128/122 = -1.0492
    ("total-hip", "0.643", -0.299 / 0.122, -25, "osteoporosis"),  # -299/122 = -2.4508
    ("total-hip", "0.644", -0.298 / 0.122, -24, "low-bone-mass"),  # -298/122 = -2.4426
    # lumbar spine 1.047 / 0.110
    ("lumbar-spine", "0.931", -0.116 / 0.110, -11, "low-bone-mass"),  # -116/110 = -1.0545
    ("lumbar-spine", "0.932", -0.115 / 0.110, -10, "normal"),  # -115/110 = -1.0455
    ("lumbar-spine", "0.777", -0.270 / 0.110, -25, "osteoporosis"),  # -270/110 = -2.4545
    ("lumbar-spine", "0.778", -0.269 / 0.110, -24, "low-bone-mass"),  # -269/110 = -2.4455
])
def test_t_score(site, density, unrounded, tenths, category):
    t = scores.t_score(density, *scores.T_REFERENCES[site])
    assert t.tenths == tenths
    assert t.unrounded == pytest.approx(unrounded, abs=1e-14)
    assert scores.category_of_t(t.tenths) == category


def test_unrounded_is_the_double_nearest_to_the_rational():
    assert scores.t_score("0.564", "0.858", "0.120").unrounded == -2.45


@pytest.mark.parametrize("tenths, category", [
    (-10, "normal"), (-11, "low-bone-mass"), (-24, "low-bone-mass"), (-25, "osteoporosis"), (0, "normal"),
])
def test_category_of_t(tenths, category):
    assert scores.category_of_t(tenths) == category


def test_t_score_vectors_by_integer_arithmetic():
    for row in rows("t-scores.csv"):
        mg = int((Decimal(row["density_text"]) * 1000).quantize(Decimal(1), ROUND_HALF_UP))
        mean, sd = int(Decimal(row["mean"]) * 1000), int(Decimal(row["sd"]) * 1000)
        magnitude = (20 * abs(mg - mean) + sd) // (2 * sd)
        assert int(row["tenths"]) == (magnitude if mg >= mean else -magnitude), row
        assert float(row["unrounded"]) == (mg - mean) / sd, row  # one correctly rounded division


# --- Z-score --------------------------------------------------------------------------------


@pytest.mark.parametrize("density, l, z", [
    (0.80, 1, -2.0),  # (0.80 - 1) / 0.1
    (0.80, -1, -2.5),  # (1/0.80 - 1) / (-1 * 0.1) = 0.25 / -0.1
    (0.80, 2, -1.8),  # (0.64 - 1) / (2 * 0.1)
    (0.81, 0.5, -2.0),  # (0.9 - 1) / (0.5 * 0.1)
    (math.e, 0, 10.0),  # ln(e) / 0.1
    (1.0, -0.3, 0.0),
])
def test_z_score_by_lms(density, l, z):
    assert float(scores.z_score(density, l, 1, 0.1)) == pytest.approx(z, abs=1e-14)


def test_z_score_is_continuous_at_zero_power():
    # z(L) = y + L*S*y²/2 + ..., y = ln(x/M)/S: for L = 1e-9, S = 0.1, y = -2.2314 about 2.5e-10.
    limit = scores.z_score(0.8, 0, 1, 0.1)
    near = scores.z_score(0.8, 1e-9, 1, 0.1)
    assert float(near - limit) == pytest.approx(1e-9 * 0.1 * float(limit) ** 2 / 2, rel=1e-6)


def test_z_uses_the_density_as_given():
    # L = 1, M = 1, S = 0.1: 0.8046 gives -1.954, though 0.805 would give -1.95.
    assert float(scores.z_score(Fraction("0.8046"), 1, 1, Fraction("0.1"))) == pytest.approx(-1.954, abs=1e-14)


@pytest.mark.parametrize("density, tenths, category", [
    ("0.805", -20, "below-expected-range"),  # exactly -1.95 -> -2.0
    ("0.8051", -19, "within-expected-range"),  # -1.949
])
def test_z_tenths(density, tenths, category):
    z = scores.z_score(Fraction(density), 1, 1, Fraction("0.1"))
    assert scores.z_tenths(z) == tenths
    assert scores.category_of_z(tenths) == category


def test_interpolation_between_rows_and_at_both_ends():
    points = [scores.CurvePoint(*map(Fraction, numbers)) for numbers in ((8, 0, 1, "0.1"), (9, 1, 2, "0.3"))]
    middle = scores.interpolate(points, Fraction("8.25"))
    assert (middle.l, middle.m, middle.s) == (Fraction(1, 4), Fraction(5, 4), Fraction("0.15"))
    assert scores.interpolate(points, Fraction(8)) == points[0]
    assert scores.interpolate(points, Fraction(9)) == points[1]
    assert scores.interpolate(points, Fraction("7.99")) is None
    assert scores.interpolate(points, Fraction("9.01")) is None


def test_lms_vectors_by_plain_floats():
    for row in rows("lms.csv"):
        x, l, m, s, z = (float(row[name]) for name in ("x", "L", "M", "S", "z"))
        log_ratio = math.log(x / m)
        plain = log_ratio / s if l == 0 else math.expm1(l * log_ratio) / (l * s)
        assert z == pytest.approx(plain, rel=1e-12, abs=1e-13), row
        assert abs(z) < 6.5
        assert float(row["centile"]) == pytest.approx(50 * math.erfc(-z / math.sqrt(2)), rel=1e-12)


# --- Normal distribution --------------------------------------------------------------------


def test_normal_distribution_at_known_points():
    assert float(scores.normal_cdf(0)) == 0.5
    assert float(scores.normal_cdf(1.959963984540054)) == pytest.approx(0.975, abs=1e-16)
    assert float(scores.normal_cdf(-10)) == pytest.approx(7.619853024160527e-24, rel=1e-15)
    assert float(scores.normal_quantile(0.025)) == pytest.approx(-1.9599639845400545, abs=1e-15)


def test_normal_vectors_by_the_standard_library():
    for row in rows("normal.csv"):
        given, expected = float(row["input"]), float(row["output"])
        if row["function"] == "quantile":
            assert expected == pytest.approx(NormalDist().inv_cdf(given), rel=1e-12, abs=1e-14), row
        else:
            assert expected == pytest.approx(math.erfc(-given / math.sqrt(2)) / 2, rel=1e-12, abs=1e-300), row


# --- Age ------------------------------------------------------------------------------------


@pytest.mark.parametrize("birth, scan, age", [
    ("1958-03-02", "2026-03-02", Fraction(68)),
    ("1958-03-02", "2026-05-01", 68 + Fraction(60, 365)),  # 29 days of March, 30 of April, 1 of May
    ("1958-03-02", "2026-03-01", 67 + Fraction(364, 365)),
    ("2000-06-15", "2000-06-15", Fraction(0)),
    ("2000-02-29", "2001-02-28", Fraction(365, 366)),  # the birthday is 1 March 2001
    ("2000-02-29", "2001-03-01", Fraction(1)),
    ("2000-02-29", "2004-02-28", 3 + Fraction(364, 365)),  # 1 March 2003 to 29 February 2004
    ("2000-02-29", "2004-02-29", Fraction(4)),
    ("1896-02-29", "1900-02-28", 3 + Fraction(364, 365)),  # 1900 is not a leap year
    ("1896-02-29", "1900-03-01", Fraction(4)),
])
def test_age(birth, scan, age):
    assert scores.age_on(datetime.date.fromisoformat(birth), datetime.date.fromisoformat(scan)) == age


def test_age_before_birth_is_an_error():
    with pytest.raises(ValueError):
        scores.age_on(datetime.date(2001, 1, 1), datetime.date(2000, 12, 31))


def test_completed_years_of_the_age_vectors():
    for row in rows("ages.csv"):
        birth, scan = (tuple(map(int, row[name].split("-"))) for name in ("birth_date", "scan_date"))
        # Comparing (month, day) needs no calendar: 28 February < 29 February < 1 March.
        completed = scan[0] - birth[0] - (scan[1:] < birth[1:])
        assert int(float(row["age"])) == completed, row


# --- Plausibility ---------------------------------------------------------------------------


@pytest.mark.parametrize("bmd, bmc, area, contradicted", [
    # bound 0.0005 + (0.005 + 0.005) / 10 = 0.0015
    ("1.000", "10.01", "10.00", False),  # 0.001 away
    ("1.000", "10.015", "10.00", False),  # exactly 0.0015 away
    ("1.000", "10.02", "10.00", True),  # 0.002 away
    ("1.000", "9.98", "10.00", True),
    # bound 0.0005 + (0.005 + 0.004) / 1 = 0.0095: a small area rounds coarsely
    ("0.800", "0.809", "1.00", False),
    ("0.800", "0.810", "1.00", True),
])
def test_density_contradicted(bmd, bmc, area, contradicted):
    assert scores.density_contradicted(bmd, bmc, area) == contradicted


# --- Probabilities --------------------------------------------------------------------------


NECK = {"mean_mg": 858, "sd_mg": 120}


def test_boundaries_of_the_categories():
    for (mean, sd), low, osteoporosis in (((858, 120), 732, 564), ((942, 122), 813, 643), ((1047, 110), 931, 777)):
        site = scores.SiteOnT(0, 1, mean, sd)
        assert scores.largest_mg_with_t_up_to(-11, site) == low
        assert scores.largest_mg_with_t_up_to(-25, site) == osteoporosis


def test_probability_on_a_boundary_is_a_half():
    # The boundary of osteoporosis at the neck is 564.5 mg/cm².
    one = scores.SiteOnT("564.5", 12, **NECK)
    assert float(scores.probabilities_on_t([one])["osteoporosis"]) == 0.5
    assert float(scores.probabilities_on_t([one, one])["osteoporosis"]) == 0.75  # 1 - 0.5²
    normal = scores.SiteOnT("732.5", 12, **NECK)
    assert float(scores.probabilities_on_t([normal, normal])["normal"]) == 0.25


def test_repeat_has_two_errors():
    # 564.5 + 12*sqrt(2) is one standard deviation above the boundary: Phi(-1) = 0.158655...
    site = scores.SiteOnT(564.5 + 12 * math.sqrt(2), 12, **NECK)
    assert float(scores.probabilities_on_t([site])["osteoporosis"]) == pytest.approx(0.15865525393145705, abs=1e-14)


def test_boundary_on_z_by_hand_and_by_trying_every_density():
    # L = 1, M = 1, S = 0.1: Z = -1.95 at 805 mg/cm², which is reported as -2.0.
    assert scores.largest_mg_with_z_up_to(-20, scores.SiteOnZ(0, 1, 1, 1, "0.1")) == 805
    skewed = scores.SiteOnZ(0, 1, "-0.4", "0.62", "0.12")
    tried = max(mg for mg in range(1, 1500)
                if scores.z_tenths(scores.z_score(Fraction(mg, 1000), *map(Fraction, ("-0.4", "0.62", "0.12")))) <= -20)
    assert scores.largest_mg_with_z_up_to(-20, skewed) == tried


def test_probability_on_z():
    site = scores.SiteOnZ("805.5", 10, 1, 1, "0.1")
    found = scores.probabilities_on_z([site, site])
    assert float(found["below-expected-range"]) == 0.75
    assert float(found["within-expected-range"]) == 0.25


def test_probability_vectors_add_up():
    document = json.loads((EXPECTED / "probabilities.json").read_text(encoding="utf-8"))
    assert (len(document["t"]), len(document["z"])) == (300, 100)
    for case in document["t"] + document["z"]:
        assert math.fsum(case["probabilities"].values()) == pytest.approx(1, abs=1e-15)
        assert all(0 <= p <= 1 for p in case["probabilities"].values())


# --- Refusals of a region -------------------------------------------------------------------


POINTS = [scores.CurvePoint(*map(Fraction, numbers)) for numbers in ((8, 1, 1, "0.1"), (84, 1, 1, "0.1"))]
CURVES = {("femoral-neck", "female"): POINTS}
SOUND = nhanes.Region("femoral-neck", "0.564", "2.82", "5.00")
WRONG = nhanes.Region("femoral-neck", "0.564", "2.92", "5.00")


@pytest.mark.parametrize("region, years, is_exact, has_t, has_z, refusals", [
    (SOUND, 60, True, True, True, ""),
    (SOUND, 20, True, True, True, ""),
    (SOUND, 239 / 12, True, False, True, "t-score-in-child"),
    (SOUND, 8, True, False, True, "t-score-in-child"),
    (SOUND, 95 / 12, True, False, False, "age-outside-reference;t-score-in-child"),
    (SOUND, 84, True, True, True, ""),
    (SOUND, 1009 / 12, True, True, False, "age-outside-reference"),
    (SOUND, 80, False, True, False, "age-not-exact"),
    (SOUND, 85, False, True, False, "age-not-exact"),
    (SOUND, 19, False, False, False, "age-not-exact"),
    (WRONG, 60, True, False, False, "density-contradicted"),
    (WRONG, 10, True, False, False, "density-contradicted"),
    (WRONG, 80, False, False, False, "density-contradicted"),
    (nhanes.Region("femoral-neck", "0.564", None, "5.00"), 60, True, True, True, ""),
])
def test_refusals(region, years, is_exact, has_t, has_z, refusals):
    row = nhanes.expected_row("X-1", "female", nhanes.Age(years, is_exact), region, CURVES)
    assert (row["t_tenths"] != "", row["z"] != "", row["refusals"]) == (has_t, has_z, refusals)
    assert row["t_tenths"] in ("", "-25")
    assert row["z_tenths"] in ("", "-44")  # (0.564 - 1) / 0.1 = -4.36


# --- Files ----------------------------------------------------------------------------------


def test_rounding_vectors_by_the_decimal_module():
    for row in rows("rounding.csv"):
        for name, scale in (("mg", 1000), ("tenths", 10)):
            assert int(row[name]) == int((Decimal(row["text"]) * scale).quantize(Decimal(1), ROUND_HALF_UP)), row


def test_synthetic_sample_regenerates_to_the_same_bytes(tmp_path):
    synthetic.write_sample(tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (EXPECTED / path.name).read_bytes(), path.name


def test_vectors_regenerate_to_the_same_bytes(tmp_path):
    import vectors
    vectors.write_vectors(tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (EXPECTED / path.name).read_bytes(), path.name
