# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Reading laboratory results apart from the engine: units, intervals, corrected calcium, filtration rate, low twice.

Every number is an exact fraction; only the powers of CKD-EPI are decimals of 50 digits.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor
from pathlib import Path

KNOWLEDGE = Path(__file__).resolve().parents[1] / "Knowledge"
FORMULAS = json.loads((KNOWLEDGE / "formulas.json").read_text(encoding="utf-8"))
ADULT_LIMITS_FROM = 20
ADULT_RATE_FROM = 18
APART = timedelta(days=28)


def exact(number) -> Fraction:
    """The fraction that a decimal number is as printed."""
    return Fraction(str(number))


def rounded(number: Fraction, places: int) -> Fraction:
    """The number to `places` decimals, half away from zero."""
    steps = floor(abs(number) * 10**places + Fraction(1, 2))
    return Fraction(-steps if number < 0 else steps, 10**places)


@dataclass(frozen=True)
class Unit:
    """A unit of a test: how many of it are one conventional unit; `factor` is None for the conventional one."""

    name: str
    spellings: tuple
    factor: Fraction | None

    def conventional(self, number) -> Fraction:
        """A number in this unit, in the conventional one."""
        return exact(number) / (self.factor or 1)


@dataclass(frozen=True)
class Test:
    """A test of `Knowledge/laboratory.json`."""

    key: str
    names: tuple
    units: tuple
    places: int
    window: tuple
    intervals: tuple

    def unit(self, spelling: str) -> Unit | None:
        """The unit that is spelled so, in any case of letters."""
        return next((unit for unit in self.units if spelling.lower() in unit.spellings), None)

    def read(self, number, unit: Unit) -> Fraction:
        """A number in the conventional unit, to the places of the test."""
        return rounded(unit.conventional(number), self.places)

    def plausible(self, number, unit: Unit) -> bool:
        """Whether the number, as read, lies in the window."""
        return self.window[0] <= self.read(number, unit) <= self.window[1]

    def interval(self, sex: str) -> tuple:
        """The fallback limits of an adult of this sex; None where there is none."""
        for interval in self.intervals:
            if interval.get("sex") in (None, sex):
                return tuple(exact(interval[side]) if side in interval else None for side in ("low", "high"))
        return None, None


@dataclass(frozen=True)
class Reading:
    """How one result is read; `doubt` says why it is not used."""

    test: str | None = None
    value: Fraction | None = None
    unit: str | None = None
    factor: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    limits: str | None = None
    status: str | None = None
    doubt: str | None = None


def tests() -> dict:
    """Each test by its key, its names and its codes in lower case."""
    found = {}
    for entry in json.loads((KNOWLEDGE / "laboratory.json").read_text(encoding="utf-8"))["tests"]:
        units = [Unit(entry["unit"], spellings(entry), None)]
        units += [Unit(other["unit"], spellings(other), exact(other["factor"])) for other in entry["otherUnits"]]
        names = (entry["key"], *entry["names"], *(code["loinc"] for code in entry["codes"]))
        window = tuple(exact(limit) for limit in entry["plausible"])
        test = Test(entry["key"], names, tuple(units), entry["places"], window, tuple(entry["intervals"]))
        found.update({name.lower(): test for name in names})
    return found


def spellings(entry: dict) -> tuple:
    """How a unit may be written, in lower case."""
    return (entry["unit"].lower(), *(spelling.lower() for spelling in entry["spellings"]))


TESTS = tests()


def completed_years(birth: date, day: date) -> int:
    """The age in completed years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def status_of(value, low, high) -> str | None:
    """Low below the lower limit, high above the upper; None without limits."""
    if low is None and high is None:
        return None
    if low is not None and value < low:
        return "low"
    return "high" if high is not None and value > high else "normal"


def read(result: dict, sex: str, age: int) -> Reading:
    """How one result of a person of this age is read."""
    test = TESTS.get(result["test"].lower())
    if test is None:
        return Reading(doubt="LAB-00.test")
    conventional = test.units[0].name
    unit = test.unit(result["unit"])
    if unit is None:
        return Reading(test.key, unit=conventional, doubt="LAB-00.unit")
    number = result["value"]
    if not test.plausible(number, unit):
        fits = any(test.plausible(number, other) for other in test.units if other is not unit)
        return Reading(test.key, unit=conventional, factor=None,
                       doubt="LAB-00.other-unit" if fits else "LAB-00.implausible")
    value = test.read(number, unit)
    sides = {}
    fallback = dict(zip(("low", "high"), test.interval(sex) if age >= ADULT_LIMITS_FROM else (None, None)))
    own = {side: result[side] for side in fallback if result.get(side) is not None}
    status = "normal" if own or any(limit is not None for limit in fallback.values()) else None
    for side, below in (("low", True), ("high", False)):
        # A limit of the laboratory is compared in its own unit, where nothing is rounded.
        limit = exact(own[side]) if side in own else fallback[side]
        compared = exact(number) if side in own else value
        if limit is not None and (compared < limit if below else compared > limit):
            status = side
        sides[side] = test.read(own[side], unit) if side in own else limit
    limits = "laboratory" if own else "fallback" if status else None
    return Reading(test.key, value, conventional, unit.factor, sides["low"], sides["high"], limits, status)


def corrected_calcium(calcium: Fraction, albumin: Fraction) -> Fraction:
    """Calcium in mg/dL as if albumin were 4.0 g/dL."""
    formula = FORMULAS["correctedCalcium"]
    return calcium + exact(formula["perAlbumin"]) * (exact(formula["albumin"]) - albumin)


def corrected_reading(calcium: Reading, albumin: Reading) -> Reading:
    """The corrected calcium with the limits of the calcium; both samples are of one day."""
    test = TESTS["corrected-calcium"]
    # Exact: calcium and albumin have two places, and 0.8 times two places needs three.
    value = corrected_calcium(calcium.value, albumin.value)
    return Reading(test.key, value, test.units[0].name, None, calcium.low, calcium.high, calcium.limits,
                   status_of(value, calcium.low, calcium.high))


def filtration_rate(creatinine: Fraction, years: int, sex: str) -> Decimal:
    """CKD-EPI 2021 in mL/min/1.73 m², unrounded."""
    formula = FORMULAS["ckdEpi2021"]
    own = formula[sex]
    with localcontext() as context:
        context.prec = 50
        ratio = Decimal(creatinine.numerator) / Decimal(creatinine.denominator) / Decimal(str(own["kappa"]))
        bent = min(ratio, Decimal(1)) ** Decimal(str(own["alpha"]))
        falling = max(ratio, Decimal(1)) ** Decimal(str(formula["exponent"]))
        aged = Decimal(str(formula["perYear"])) ** years
        return Decimal(formula["scale"]) * bent * falling * aged * Decimal(str(own["factor"]))


def rate_reading(creatinine: Reading, years: int, sex: str, age: int) -> Reading | None:
    """The filtration rate of an adult from a creatinine; None below 18 years at the sample."""
    if creatinine.value is None or years < ADULT_RATE_FROM:
        return None
    test = TESTS["egfr"]
    value = rounded(Fraction(filtration_rate(creatinine.value, years, sex)), test.places)
    low, high = test.interval(sex) if age >= ADULT_LIMITS_FROM else (None, None)
    limits = None if low is None and high is None else "fallback"
    return Reading(test.key, value, test.units[0].name, None, low, high, limits, status_of(value, low, high))


def low_twice(results: list) -> bool:
    """Whether the latest of (day, status) is low and an earlier low one lies at least four weeks before it."""
    ordered = sorted(results)
    if not ordered or ordered[-1][1] != "low":
        return False
    latest = ordered[-1][0]
    return any(status == "low" and latest - day >= APART for day, status in ordered[:-1])
