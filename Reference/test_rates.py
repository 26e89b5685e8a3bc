# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of the rules on expected rates, and that their method note prints what they hold."""

from pathlib import Path

import pytest

import rates

NOTE = (Path(rates.__file__).parents[1] / "docs" / "methods" / "expected-rates.md").read_text(encoding="utf-8")
TAGS = {"confirmed": "c", "derived": "d", "design": "p", "unverified": "u"}
WOMAN = {"site": "total-hip", "age": 66, "sexAtBirth": "female"}


def rule_of(facts: dict) -> tuple[str, bool]:
    """The id of the rule that ends the search, and whether it holds."""
    rule, decided = rates.deciding(facts)
    return rule["id"], decided


@pytest.mark.parametrize("rule", rates.RULES, ids=lambda rule: rule["id"])
def test_examples(rule):
    assert all(rates.holds(rule["when"], facts) is True for facts in rule["examples"]["fires"])
    assert all(rates.holds(rule["when"], facts) is not True for facts in rule["examples"]["silent"])


@pytest.mark.parametrize("rule", rates.RULES, ids=lambda rule: rule["id"])
def test_its_examples_are_not_taken_by_an_earlier_rule(rule):
    deciding = [rates.deciding(facts) for facts in rule["examples"]["fires"]]
    assert all(found["id"] == rule["id"] for found, decided in deciding if decided)


@pytest.mark.parametrize("facts, rule, decided", [
    (WOMAN, "RATE-36.hip-60", True),
    (WOMAN | {"age": 67}, "RATE-36.hip-67", True),
    # Without the menopausal status a woman of 40 is asked for it, one of 39 and one of 60 are not.
    (WOMAN | {"age": 39}, "RATE-30.hip", True),
    (WOMAN | {"age": 40}, "RATE-30.hip", False),
    (WOMAN | {"age": 60}, "RATE-36.hip-60", True),
    # After menopause and before 55 the age at it is asked for.
    (WOMAN | {"age": 54, "menopause": "post"}, "RATE-32.hip", False),
    (WOMAN | {"age": 55, "menopause": "post"}, "RATE-35.hip", True),
    (WOMAN | {"age": 55, "menopause": "post", "yearsSinceMenopause": 4}, "RATE-32.hip", True),
    (WOMAN | {"age": 55, "menopause": "post", "yearsSinceMenopause": 5}, "RATE-34.hip", True),
    # A drug asks for its start.
    (WOMAN | {"boneDrug": "alendronate"}, "RATE-11.hip-first", False),
    (WOMAN | {"boneDrug": "alendronate", "yearsOnBoneDrug": 0}, "RATE-11.hip-first", True),
    (WOMAN | {"boneDrug": "none", "stoppedBoneDrug": "denosumab"}, "RATE-04", False),
    (WOMAN | {"boneDrug": "none", "stoppedBoneDrug": "denosumab", "yearsSinceBoneDrug": 3}, "RATE-36.hip-60", True),
    ({"site": "total-hip", "age": 50}, "RATE-30.hip", False),
    ({}, "RATE-01.age", False),
])
def test_who_decides(facts, rule, decided):
    assert rule_of(facts) == (rule, decided)


def test_a_plain_person_lacks_a_rate_at_the_radius_alone_or_for_want_of_a_fact():
    without = {rule_of(person) for person in rates.plain_people(range(20, 101)) if not rates.expected(person)}
    assert {rule for rule, decided in without if decided} == {"RATE-31.radius", "RATE-40.radius-20"}
    asking = {f"RATE-{rule}" for rule in ("30.spine 30.hip 30.neck 30.radius 32.spine 32.hip 32.neck").split()}
    assert {rule for rule, decided in without if not decided} == asking


def test_no_child_has_a_rate():
    assert all(rates.expected(person) == {} for person in rates.plain_people(range(20)))


def test_a_rate_is_small_and_has_a_spread():
    for rule in rates.RULES:
        if expect := rule["then"]["expect"]:
            assert abs(expect["percentPerYear"]) <= 12 and 0.6 <= expect["spread"] <= 3


@pytest.mark.parametrize("rule", [rule for rule in rates.RULES if rule["then"]["expect"]], ids=lambda rule: rule["id"])
def test_the_note_prints_it(rule):
    expect = rule["then"]["expect"]
    rate = expect["percentPerYear"]
    written = {f"{rate:+.2f}".replace("-", "−"), f"{rate:+.1f}".replace("-", "−"), f"{rate:+g}"} if rate else {"0"}
    end = f" ± {expect['spread']} {TAGS[rule['tag']]}"
    assert any(one + end in NOTE for one in written)
