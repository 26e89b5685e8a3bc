# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Faults of what a report and a scanner know of the person."""

from report_fault import FOLLOWED, SINGLE, Chance, fault, scan_fault
from report_people import Person
from report_writer import Report


@fault("AUD-14.age", SINGLE)
def wrong_age(report: Report, chance: Chance) -> None:
    """An age that the dates contradict."""
    age = report.person.age + chance.choice((-12, -7, -3, -2, 2, 3, 6, 11))
    report.fields["person"]["ageYears"] = age
    report.drop("identity", "indication")
    report.say("AUD-14.age", "requesting-provider", age=age)


@fault("AUD-14.sex", SINGLE)
def wrong_sex(report: Report, chance: Chance) -> None:
    """The other sex."""
    other = "male" if report.person.sex == "female" else "female"
    report.fields["person"]["sex"] = other
    report.fields["person"].pop("menopause", None)
    report.drop("identity", "indication")
    report.say("AUD-14.sex", "requesting-provider", sex=other)


@scan_fault("AUD-14.entered-age")
def entered_age(person: Person, chance: Chance) -> None:
    """Another age was typed in."""
    person.latest.entered["ageYears"] += chance.choice((-10, -5, -2, 2, 5, 10))


@scan_fault("AUD-14.entered-sex")
def entered_sex(person: Person, chance: Chance) -> None:
    """The other sex was typed in."""
    person.latest.entered["sex"] = "male" if person.sex == "female" else "female"


@scan_fault("AUD-14.group", FOLLOWED)
def entered_group(person: Person, chance: Chance) -> None:
    """Another group than at the earlier visit."""
    first, second = chance.sample(("white", "black", "asian"), 2)
    person.group = second
    person.visits[0].entered["group"], person.latest.entered["group"] = first, second


@scan_fault("AUD-14.height")
def entered_height(person: Person, chance: Chance) -> None:
    """A height in inches was typed in."""
    person.latest.entered["heightCm"] = round(person.latest.height / 2.54, 1)


@scan_fault("AUD-14.weight")
def entered_weight(person: Person, chance: Chance) -> None:
    """A weight in pounds was typed in."""
    person.latest.entered["weightKg"] = round(person.latest.weight * 2.2046, 1)


@scan_fault("AUD-15.earlier", FOLLOWED)
def height_loss(person: Person, chance: Chance) -> None:
    """Two centimeters and more were lost since the earlier visit."""
    earlier = person.visits[0]
    person.maximum_height = None
    earlier.height = round(person.latest.height + chance.choice((2.0, 2.1, 3.0, 4.5, 6.0)), 1)
    earlier.entered["heightCm"] = earlier.height


@scan_fault("AUD-15.recalled")
def recalled_height(person: Person, chance: Chance) -> None:
    """More than four centimeters below the greatest height."""
    person.maximum_height = round(person.latest.height + chance.choice((4.1, 4.5, 5.0, 7.0)), 1)
