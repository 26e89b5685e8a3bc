# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""One seeded fault in an otherwise correct study, for each audit rule; written without sight of the engine.

A fault draws its people, may change what was measured before the report is written, and may then change the report,
as fields and as entries for text. `found` names the rules of which one must fire: an id or its branches
(`AUD-04` counts `AUD-04.boundary` too). AUD-13 is not simulated. The kinds are in `report_faults_*.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import report_documents as documents
import report_fault
import report_faults_advice
import report_faults_change
import report_faults_diagnosis
import report_faults_items
import report_faults_person
import report_faults_scan
import report_writer as writer
from report_fault import Chance, Fault, Unfit
from report_phrases import MissingPhrase, PhraseBook
from report_writer import Report

# Importing a module of kinds registers its faults.
KINDS = (
    report_faults_diagnosis, report_faults_person, report_faults_scan, report_faults_change, report_faults_advice,
    report_faults_items,
)
FAULTS: dict[str, Fault] = report_fault.FAULTS


@dataclass(frozen=True)
class Case:
    """A study with one fault, told by fields or by text."""

    fault: Fault
    channel: str
    seed: int
    study: dict


def reports(kind: Fault, count: int) -> Iterator[tuple[int, Report]]:
    """People with the fault, and their reports."""
    seed, made = 0, 0
    first = sum(ord(letter) * (place + 1) for place, letter in enumerate(kind.name)) * 100_000
    while made < count:
        demand_limit = 400 * count
        if seed > demand_limit:
            raise ValueError(f"too few people fit {kind.name}")
        seed += 1
        chance = Chance(first + seed)
        try:
            person = kind.draw(first + seed, kind.wants[seed % len(kind.wants)])
            if kind.measure:
                kind.measure(person, chance)
            report = writer.write_report(person)
            if kind.spoil:
                kind.spoil(report, chance)
        except Unfit:
            continue
        made += 1
        yield first + seed, report


def cases(kind: Fault, count: int, book: PhraseBook | None) -> Iterator[Case]:
    """Studies with the fault: by fields, and by text where a phrase can tell it."""
    for turn, (seed, report) in enumerate(reports(kind, count)):
        study = documents.study_document(report.person)
        if kind.in_fields:
            yield Case(kind, "fields", seed, study | {"report": report.as_fields()})
        if kind.in_text and book is not None:
            try:
                text = report.as_text(book, seed, turn)
            except MissingPhrase as missing:
                raise ValueError(f"{kind.name}: the list has no phrase for {missing}") from missing
            yield Case(kind, "text", seed, study | {"report": text})
