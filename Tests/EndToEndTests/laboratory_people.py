# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Invented people with laboratory results, in every unit and at every cut point."""

import json
import sys
from datetime import date, timedelta
from fractions import Fraction

from program import ROOT

sys.path.insert(0, str(ROOT / "Reference"))

from laboratory import TESTS, completed_years, exact, read, rounded, status_of  # noqa: E402

SCAN = date(2026, 5, 1)
KNOWN = {test.key: test for test in TESTS.values()}
FACTS = {
    fact["name"]: fact["from"]["laboratory"]
    for fact in json.loads((ROOT / "Knowledge" / "facts.json").read_text(encoding="utf-8"))["facts"]
    if "laboratory" in fact.get("from", {})
}


def number(value):
    """A fraction as the shortest decimal number that a document holds; it must be finite."""
    found = float(value)
    assert exact(found) == value, value
    return found


def person(sex, birth, results):
    """A study of a person with low density of the hip and these results."""
    return {
        "osteon": "study/1",
        "patient": {"sexAtBirth": sex, "birthDate": birth.isoformat()},
        "history": {"laboratory": results},
        "scans": [{
            "date": SCAN.isoformat(), "facility": "A", "scanner": {"manufacturer": "Hologic", "model": "Horizon W"},
            "regions": [{"site": "femoral-neck", "side": "left", "bmd": 0.531}],
        }],
    }


def result(test, value, unit, day=SCAN, **limits):
    """A result as a study holds it."""
    return {"test": test, "value": value, "unit": unit, "date": day.isoformat(), **limits}


def any_case(random, text):
    """A text with its ASCII letters in any case."""
    return "".join(random.choice((letter.lower(), letter.upper())) if letter.isascii() else letter for letter in text)


def random_name(random, test):
    """A name of a test that is no code."""
    names = [name for name in test.names if not name.replace("-", "").isdigit()]
    return any_case(random, random.choice(names))


def random_number(random, test, unit):
    """A number in a unit: mostly plausible, else up to a hundred times off, with few digits."""
    low, high = (float(limit) for limit in test.window)
    low = max(low, high / 10000)
    value = low * (high / low) ** random.random() * float(unit.factor or 1)
    if random.random() < 0.15:
        value *= random.choice((0.01, 0.1, 10, 100))
    # The form of the study holds a million at most; limits go up to the double.
    return min(float(f"{value:.{random.choice((2, 3, 4))}g}"), 400000.0)


def random_limits(random, test, unit, value):
    """The laboratory's own limits around a number, both where the test has both sides."""
    interval = test.interval("female")
    sides = [side for side, limit in zip(("low", "high"), interval) if limit is not None] or ["low", "high"]
    low, high = sorted(float(f"{value * random.choice((0.5, 0.9, 0.99, 1, 1.01, 1.1, 2)):.4g}") for _ in range(2))
    return {side: limit for side, limit in (("low", low), ("high", high)) if side in sides}


def turned_by_rounding(given):
    """Whether rounding a number and its own limits alike hides on which side of a limit it lies."""
    test = TESTS.get(given["test"].lower())
    unit = test and test.unit(given["unit"])
    if not unit or not {"low", "high"} & set(given):
        return False
    own = [given.get(side) for side in ("low", "high")]
    raw = status_of(exact(given["value"]), *(None if limit is None else exact(limit) for limit in own))
    shown = status_of(
        test.read(given["value"], unit), *(None if limit is None else test.read(limit, unit) for limit in own)
    )
    return raw != shown


def random_result(random, test, birth):
    """A result of a test in any unit and spelling, with or without own limits."""
    unit = random.choice(test.units)
    value = random_number(random, test, unit)
    day = SCAN - timedelta(days=random.choice((0, 0, 0, random.randrange(1000))))
    if (completed_years(birth, day) >= 20) != (completed_years(birth, SCAN) >= 20):
        day = SCAN
    given = result(random_name(random, test), value, any_case(random, random.choice(unit.spellings)), day)
    if random.random() < 0.4:
        given |= random_limits(random, test, unit, value)
    chance = random.random()
    if chance < 0.03:
        given["unit"] = "furlong"
    elif chance < 0.06:
        given["test"] = "no-such-test"
    return random_result(random, test, birth) if turned_by_rounding(given) else given


def random_person(random, keys):
    """A study of a person of 5 to 95 years with a result of each of these tests."""
    birth = SCAN - timedelta(days=random.randrange(5 * 366, 95 * 366))
    results = [random_result(random, KNOWN[key], birth) for key in keys]
    return person(random.choice(("female", "male")), birth, results)


def rule_cuts():
    """Numbers with which a condition of a rule compares the value of each test."""
    found = {key: set() for key in KNOWN}

    def search(condition):
        if isinstance(condition, list):
            for part in condition:
                search(part)
        elif isinstance(condition, dict):
            if condition.get("fact") in FACTS:
                for form in ("below", "above", "atLeast", "atMost"):
                    if form in condition:
                        found[FACTS[condition["fact"]]].add(exact(condition[form]))
            for part in condition.values():
                search(part)

    for path in sorted((ROOT / "Knowledge" / "rules").glob("*.json")):
        for rule in json.loads(path.read_text(encoding="utf-8"))["rules"]:
            search(rule.get("when"))
    return found


def cut_points():
    """Every cut point of a test with its two neighbors at the printed precision, in the conventional unit."""
    rules = rule_cuts()
    for key, test in KNOWN.items():
        limits = {exact(entry[side]) for entry in test.intervals for side in ("low", "high") if side in entry}
        for cut in sorted(limits | rules[key]):
            for step in (-1, 0, 1):
                value = cut + Fraction(step, 10**test.places)
                if test.window[0] <= value <= test.window[1]:
                    yield test, value
