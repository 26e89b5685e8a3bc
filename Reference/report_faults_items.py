# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Reports that lack one of the items REP-01 to REP-18."""

from dataclasses import replace

import report_writer as writer
from report_fault import FOLLOWED, SINGLE, Chance, demand, fault
from report_faults_change import CHANGE_KEYS, new_lsc
from report_people import Person
from report_writer import Report

ITEM_RULES = {
    "identity": "REP-01", "requesting-provider": "REP-02", "indication": "REP-03", "scanner": "REP-04",
    "technical-quality": "REP-05", "density": "REP-06", "sites": "REP-07", "scores": "REP-08", "category": "REP-09",
    "risk-factors": "REP-10", "fracture-risk": "REP-11", "secondary-causes": "REP-12", "next-scan": "REP-13",
    "interpreter": "REP-14", "compared-study": "REP-15", "significance": "REP-16", "change-amounts": "REP-17",
    "outside-study": "REP-18",
}
FIELD_OF_ITEM = {
    "identity": "person", "density": "values", "sites": "values", "scores": "values", "category": "diagnosis",
    "fracture-risk": "risks", "secondary-causes": "recommendations", "next-scan": "nextScan",
}
VALUES = ("density", "sites", "scores")
CHANGES = ("compared-study", "significance", "change-amounts")


def without_item_in_fields(report: Report, item: str) -> None:
    """Leaves an item out of the fields, with the statements that imply it."""
    report.fields["items"] = [one for one in report.fields["items"] if one != item]
    report.fields.pop(FIELD_OF_ITEM.get(item, ""), None)
    if item == "significance":
        report.fields.pop("leastSignificantChanges")
    if item in CHANGES:
        for change in report.fields["changes"]:
            if item == "compared-study":
                change["since"] = None
            elif item == "significance":
                change["significant"] = None
            else:
                change["gramsPerSquareCentimeter"] = change["percent"] = None


def without_item_in_text(report: Report, item: str) -> None:
    """Leaves an item out of the text."""
    if item in VALUES:
        report.drop("region-values", "region-values-z")
        hidden = frozenset({"site", "t", "z"})
        report.entries = [
            replace(entry, without=hidden) if entry.key.startswith("category") else entry for entry in report.entries
        ]
    elif item == "category":
        report.drop("category-t", "category-z", "no-osteoporosis-denied")
    elif item in ("significance", "change-amounts"):
        report.drop(*CHANGE_KEYS)
    elif item == "compared-study":
        report.drop("compared-study", *CHANGE_KEYS)
    elif item == "risk-factors":
        report.drop(item, "indication")  # An indication often names one.
    else:
        report.drop(item)


def all_significant(person: Person, chance: Chance) -> None:
    """Every followed change is a significant one."""
    found = writer.changes(person)
    demand(bool(found))
    for site in {change.now.site for change in found}:
        new_lsc(person, site, min(abs(change.mg) for change in found if change.now.site == site))


def register_missing_items() -> None:
    """One fault for each item."""
    for item, rule in ITEM_RULES.items():
        follows = item in CHANGES
        compared = replace(FOLLOWED, outside=item == "outside-study", lsc_in_study=True)
        wants = compared if follows or item == "outside-study" else SINGLE

        def spoil(report: Report, chance: Chance, item: str = item) -> None:
            without_item_in_fields(report, item)
            without_item_in_text(report, item)

        found = ("AUD-26", rule)
        measure = all_significant if item == "change-amounts" else None
        fault(f"AUD-26.{item}", wants, found=found, measure=measure)(spoil)


register_missing_items()
