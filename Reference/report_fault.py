# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""What a seeded fault is, and the parts that all kinds share; written without sight of the engine."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import report_people as people
import report_scanners as scanners
from report_people import Person, Region, Wants
from report_writer import Report

Chance = random.Random
SINGLE = Wants(age=(55, 88), earlier=0, spine=True, hip=True, excluded=0, treated=False)
FOLLOWED = Wants(age=(55, 88), earlier=1, outside=False, spine=True, hip=True, excluded=0)
YOUNG_WOMAN = Wants(age=(25, 44), sex="female", menopause="pre", earlier=0, spine=True, hip=True, excluded=0)
YOUNG_MAN = Wants(age=(25, 49), sex="male", earlier=0, spine=True, hip=True, excluded=0)
CHILD = Wants(age=(9, 19), maker="Hologic", earlier=0, spine=True, hip=True, excluded=0, radius=False)


class Unfit(Exception):
    """The drawn person cannot carry the fault; another one is drawn."""


@dataclass(frozen=True)
class Fault:
    """A kind of fault: who carries it, what it changes, and which rules must tell it."""

    name: str
    found: tuple[str, ...]
    wants: tuple[Wants, ...]
    measure: Callable[[Person, Chance], None] | None
    spoil: Callable[[Report, Chance], None] | None
    in_fields: bool
    in_text: bool
    draw: Callable[[int, Wants], Person]


FAULTS: dict[str, Fault] = {}


def fault(
    name: str, *wants: Wants, found: tuple[str, ...] = (), measure=None, text: bool = True, fields: bool = True,
    draw=people.draw_person,
):
    """Registers the decorated change of a report as a fault."""

    def register(spoil):
        rules = found or (name.split(".")[0],)
        FAULTS[name] = Fault(name, rules, wants or (SINGLE,), measure, spoil, fields, text, draw)
        return spoil

    return register


def scan_fault(name: str, *wants: Wants, found: tuple[str, ...] = (), draw=people.draw_person):
    """Registers the decorated change of what was measured or entered as a fault."""

    def register(measure):
        rules = found or (name.split(".")[0],)
        FAULTS[name] = Fault(name, rules, wants or (SINGLE,), measure, None, True, False, draw)
        return measure

    return register


def demand(condition: bool) -> None:
    """Refuses the drawn person unless a condition holds."""
    if not condition:
        raise Unfit


def region_of(person: Person, *sites: str) -> Region:
    """The first measured region of these sites that is no single vertebra and is in use."""
    for site in sites:
        for region in person.latest.regions:
            if region.site == site and not region.is_single and region.mg is not None and region.excluded is None:
                return region
    raise Unfit


def rescored(person: Person, region: Region, mg: int) -> None:
    """Gives a region another density, with content and T that fit it."""
    visit = next(visit for visit in person.visits if region in visit.regions)
    region.mg, region.bmc = mg, round(mg / 1000 * region.area, 2)
    region.t = scanners.t_of(mg, visit.maker, visit.model, region.site, region.vertebrae)
