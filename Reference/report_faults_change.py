# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Faults of statements on change."""

from dataclasses import replace

import report_writer as writer
from report_fault import FOLLOWED, SINGLE, Chance, demand, fault, region_of
from report_people import Person
from report_writer import Change, Report


def one_change(report: Report) -> Change:
    """The first followed region."""
    found = writer.changes(report.person)
    demand(bool(found))
    return found[0]


def changed_field(report: Report, change: Change, **stated) -> None:
    """States something else of one followed region, in fields."""
    fields = report.fields.setdefault("changes", [])
    position = next((n for n, field in enumerate(fields) if field["site"] == change.now.site), None)
    field = writer.place(change.now) | stated
    if position is None:
        fields.append(field)
    else:
        fields[position] = field


CHANGE_KEYS = ("no-significant-change", "significant-loss", "significant-gain")


def drop_change(report: Report, change: Change) -> int:
    """Leaves out the statement on one followed region in text; returns where it stood."""
    for position, entry in enumerate(report.entries):
        if entry.key in CHANGE_KEYS and entry.fills.get("site") is change.now:
            del report.entries[position]
            return position
    return report.index()


def say_change(report: Report, key: str, change: Change, **fills) -> None:
    """Puts a fault in place of the statement on one followed region."""
    position = drop_change(report, change)
    report.say(key, **(writer.change_fills(change) | fills))
    spoken = next(entry for entry in report.entries if entry.is_fault)
    report.entries.remove(spoken)
    report.entries.insert(position, spoken)


def new_lsc(person: Person, site: str, mg: int) -> None:
    """Sets the least significant change of a site, before the report is written."""
    demand(8 <= mg <= 60)
    person.lsc[site] = mg


def forget_lsc(person: Person, chance: Chance) -> None:
    """The least significant change is not known."""
    person.lsc_in_study = False


@fault("AUD-16", FOLLOWED, measure=forget_lsc)
def change_without_lsc(report: Report, chance: Chance) -> None:
    """A significant change, and no least significant change anywhere."""
    change = max(writer.changes(report.person), key=lambda one: abs(one.mg), default=None)
    demand(change is not None and change.percent <= -1)
    del report.fields["leastSignificantChanges"]
    report.fields["changes"] = []
    changed_field(
        report, change, direction=change.direction, significant=True, since=change.since.isoformat(),
        gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )
    fills = writer.change_fills(change)
    del fills["lsc"]
    report.say("AUD-16", *CHANGE_KEYS, **fills)


def below_lsc(person: Person, chance: Chance) -> None:
    """The change of the spine stays below the least significant one."""
    change = next((one for one in writer.changes(person)), None)
    demand(change is not None and abs(change.mg) >= 6)
    new_lsc(person, change.now.site, abs(change.mg) + chance.choice((1, 2, 5, 10)))


def beyond_lsc(person: Person, chance: Chance) -> None:
    """The change of the spine reaches the least significant one."""
    change = next((one for one in writer.changes(person)), None)
    demand(change is not None)
    new_lsc(person, change.now.site, abs(change.mg) - chance.choice((0, 1, 4)))


CLAIMED = replace(FOLLOWED, lsc_in_study=True)


@fault("AUD-17.claimed", CLAIMED, measure=below_lsc)
def claimed_below_lsc(report: Report, chance: Chance) -> None:
    """Significant is claimed below the least significant change."""
    change = one_change(report)
    changed_field(
        report, change, direction=change.direction, significant=True, since=change.since.isoformat(),
        gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )
    demand(change.direction == "loss")
    say_change(report, "AUD-17.claimed", change)


@fault("AUD-17.stable", CLAIMED, measure=beyond_lsc)
def stable_beyond_lsc(report: Report, chance: Chance) -> None:
    """Stable is claimed beyond the least significant change."""
    change = one_change(report)
    changed_field(report, change, direction="stable", significant=False, since=change.since.isoformat())
    say_change(report, "AUD-17.stable", change)


@fault("REP-N6", CLAIMED, found=("REP-N6", "AUD-17"), measure=below_lsc)
def change_below_lsc(report: Report, chance: Chance) -> None:
    """A change below the least significant one is told as loss."""
    change = one_change(report)
    demand(change.direction == "loss")
    changed_field(
        report, change, direction="loss", significant=None, since=change.since.isoformat(),
        gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )
    say_change(report, "REP-N6", change)


@fault("AUD-18", CLAIMED, found=("AUD-18",))
def change_of_scores(report: Report, chance: Chance) -> None:
    """The change is stated in T-scores."""
    change = one_change(report)
    demand(change.now.t < change.before.t)
    changed_field(report, change, direction="loss", significant=None, since=change.since.isoformat(), score="t")
    say_change(report, "AUD-18", change, t=change.before.t, t2=change.now.t)


@fault("AUD-18.percent", CLAIMED, found=("AUD-18",), measure=beyond_lsc)
def change_in_percent_only(report: Report, chance: Chance) -> None:
    """The change is stated in percent only."""
    change = one_change(report)
    demand(change.direction == "loss")
    changed_field(
        report, change, direction="loss", significant=True, since=change.since.isoformat(), percent=change.percent
    )
    say_change(report, "AUD-18.percent", change)


@fault("AUD-19", replace(FOLLOWED, outside=True, lsc_in_study=True))
def change_across_makers(report: Report, chance: Chance) -> None:
    """A change from a scan on another maker's machine."""
    outside = writer.outside_visit(report.person)
    now = region_of(report.person, chance.choice(("lumbar-spine", "total-hip")))
    before = outside.find(*now.key)
    change = Change(now, before, outside.date, report.person.lsc[now.site])
    demand(abs(change.mg) >= change.lsc)
    changed_field(
        report, change, direction=change.direction, significant=True, since=outside.date.isoformat(),
        gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )
    report.fields["items"].remove("outside-study")
    fills = writer.change_fills(change) | {"maker": outside.maker, "model": outside.model}
    report.say("AUD-19", "outside-study", **fills)


def other_side_before(person: Person, chance: Chance) -> None:
    """The earlier visit measured the other hip."""
    for region in person.visits[0].regions:
        if region.side == "left" and region.site != "radius-33":
            region.side = "right"


@fault("AUD-19.side", replace(FOLLOWED, sides="left", lsc_in_study=True), measure=other_side_before, text=False)
def change_across_sides(report: Report, chance: Chance) -> None:
    """A change of the left hip from a scan of the right one."""
    visit = report.person.visits[0]
    now = region_of(report.person, "total-hip")
    change = Change(now, visit.find("total-hip", "right"), visit.date, report.person.lsc["total-hip"])
    demand(change.before is not None and abs(change.mg) > 5)
    changed_field(
        report, change, direction=change.direction, significant=abs(change.mg) >= change.lsc,
        since=visit.date.isoformat(), gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )


@fault("AUD-24", SINGLE, found=("AUD-24", "REP-N1"))
def loss_on_one_scan(report: Report, chance: Chance) -> None:
    """Bone loss on a single scan."""
    region = writer.deciding_region(report.person)
    report.fields["changes"] = [writer.place(region) | {"direction": "loss", "significant": None}]
    report.say("AUD-24", site=region, category=writer.category(report.person), t=region.t)
