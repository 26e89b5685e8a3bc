# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Simulated people and seeded faults (Reference/report_*.py) through the program."""

import json
import os
import random
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from program import ROOT

sys.path.insert(0, str(ROOT / "Reference"))

import report_documents  # noqa: E402
import report_faults  # noqa: E402
import report_people  # noqa: E402
import report_phrases  # noqa: E402
import report_writer  # noqa: E402

DATA = Path(__file__).resolve().parent / "data"
WRITING = DATA / "report_phrases_writing.json"
FURTHER = [DATA / f"report_phrases_writing_{name}.json" for name in ("more", "third", "fourth", "fifth")]
HELD_OUT = DATA / os.environ.get("OSTEON_PHRASES", "report_phrases_unseen.json")
PROCESSES = 2


def book(path):
    """The phrase list of a file, or nothing where there is none."""
    return report_phrases.PhraseBook.load(path) if path.exists() else None


def audit(program, studies, folder):
    """Audits studies in two processes, one study a line; returns the audits in order, without the assessments."""
    share = (len(studies) + PROCESSES - 1) // PROCESSES
    parts = [studies[start : start + share] for start in range(0, len(studies), share)]
    answers, threads = [[] for _ in parts], []
    for number, part in enumerate(parts):
        path = folder / f"audit-{number}.ndjson"
        path.write_text("".join(json.dumps(study) + "\n" for study in part), encoding="utf-8")
        threads.append(threading.Thread(target=read_audits, args=(program, path, answers[number])))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return [audit for part in answers for audit in part]


def read_audits(program, path, found):
    """Reads the audits of one process into a list."""
    with path.open("rb") as given, subprocess.Popen(
        [program.path, "audit", "-", "--format", "json"], stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        drained = []
        drain = threading.Thread(target=lambda: drained.append(process.stderr.read()))
        drain.start()
        for line in process.stdout:
            found.append(kept(json.loads(line)))
        drain.join()
    if process.returncode not in (0, 1):
        found.append(kept({"status": process.returncode, "error": drained[0][:500].decode("utf-8", "replace")}))


def kept(whole):
    """What the tests ask of an audit; all of it for thousands of studies would fill the memory."""
    if "findings" not in whole:
        return {"refused": whole, "findings": [], "missing": set()}
    items = (whole["completeness"] or {"items": []})["items"]
    return {
        "findings": [
            {
                "rule": finding["rule"],
                "severity": finding["severity"],
                "message": finding["message"][:120],
                "quotes": [place["quote"] for place in finding["places"] if place.get("quote")],
            }
            for finding in whole["findings"]
        ],
        "missing": {item["rule"] for item in items if item["required"] and not item["present"]},
    }


def is_rule(finding, rules):
    """Whether a finding is of one of the rules, or of a branch of one."""
    return any(finding["rule"] == rule or finding["rule"].startswith(f"{rule}.") for rule in rules)


def is_found(case, audited):
    """Whether an audit tells the fault of a case; a missing item must be told by its own rule."""
    if case.fault.name.startswith("AUD-26"):
        return any(is_rule({"rule": rule}, case.fault.found[1:]) for rule in audited["missing"])
    return any(is_rule(finding, case.fault.found) for finding in audited["findings"])


# --- Clean reports ------------------------------------------------------------------------------


@dataclass
class Clean:
    """Clean studies with their audits."""

    people: list
    texts: list
    audits: list
    has_text: bool


def clean_studies(count, phrases, text_alone=False):
    """People with correct reports, in fields and in text; those whom no rule can place are left out."""
    people, texts, studies, seed = [], [], [], 0
    while len(people) < count:
        seed += 1
        person = report_people.draw_person(seed)
        if report_writer.basis(person) is None:
            continue
        report = report_writer.write_report(person)
        fields = {"date": report.date.isoformat()} if text_alone else report.as_fields()
        if phrases is not None:
            fields["text"] = report.text(phrases, seed)
        people.append(person)
        texts.append(fields.get("text"))
        studies.append(report_documents.study_document(person) | {"report": fields})
    return people, texts, studies


def clean_audits(program, count, phrases, folder, text_alone=False):
    """Audits of correct reports."""
    people, texts, studies = clean_studies(count, phrases, text_alone)
    audits = audit(program, studies, folder)
    return Clean(people, texts, audits, phrases is not None)


@dataclass
class Rates:
    """How many studies a rule speaks of, by severity."""

    studies: int
    by_severity: dict = field(default_factory=dict)
    examples: dict = field(default_factory=dict)

    def lines(self, severity, beside=()):
        """A printed line for each rule of a severity."""
        known = dict(beside)
        for rule, count in self.by_severity.get(severity, Counter()).most_common():
            about = f"   NHANES {known[rule]:.1f} %" if rule in known else ""
            yield f"  {rule:<22}{count:>6}  {100 * count / self.studies:5.2f} %{about}   {self.examples[rule]}"


def rates(audits):
    """Counts rules by severity, each once a study."""
    found = Rates(len(audits))
    for audited in audits:
        for severity, rule in {(finding["severity"], finding["rule"]) for finding in audited["findings"]}:
            found.by_severity.setdefault(severity, Counter())[rule] += 1
        for finding in audited["findings"]:
            said = finding["message"][:90] + (f" «{finding['quotes'][0][:60]}»" if finding["quotes"] else "")
            found.examples.setdefault(finding["rule"], said)
    return found


def share_with(audits, severity):
    """The percentage of studies with a finding of a severity."""
    told = sum(any(finding["severity"] == severity for finding in audited["findings"]) for audited in audits)
    return 100 * told / len(audits)


# --- Faults ---------------------------------------------------------------------------------------


def fault_cases(count, phrases):
    """Cases of all faults: so many for each rule, shared by the kinds of one rule."""
    kinds = Counter(name.split(".")[0] for name in report_faults.FAULTS)
    cases = []
    for name, kind in report_faults.FAULTS.items():
        of_kind = max(count // kinds[name.split(".")[0]], count // 10 if "AUD-26" in name else count // 2)
        cases += report_faults.cases(kind, of_kind, phrases)
    return cases


@dataclass
class Tally:
    """How many faults of a kind were found."""

    all: int = 0
    found: int = 0
    missed: list = field(default_factory=list)

    @property
    def percent(self):
        """The sensitivity in percent."""
        return 100 * self.found / self.all


def tallies(cases, audits):
    """Sensitivity by channel and fault."""
    found = {}
    for case, audited in zip(cases, audits, strict=True):
        tally = found.setdefault((case.channel, case.fault.name), Tally())
        tally.all += 1
        if is_found(case, audited):
            tally.found += 1
        else:
            tally.missed.append((case, audited))
    return found


def by_rule(found):
    """Sensitivity by channel and rule."""
    rules = {}
    for (channel, name), tally in found.items():
        whole = rules.setdefault((channel, name.split(".")[0]), Tally())
        whole.all, whole.found = whole.all + tally.all, whole.found + tally.found
    return rules


# Rules that say the same thing under two ids.
ALIASES = {"REP-N1": "AUD-24", "REP-N2": "AUD-25.grade", "REP-N3": "AUD-05", "REP-N4": "AUD-25.age"}


def alarms(audits, name):
    """The percentage of clean reports in which a rule of a fault fires too."""
    kind = report_faults.FAULTS[name]
    if name.startswith("AUD-26"):
        told = [any(is_rule({"rule": rule}, kind.found[1:]) for rule in audited["missing"]) for audited in audits]
    else:
        told = [any(is_rule(finding, kind.found) for finding in audited["findings"]) for audited in audits]
    return 100 * sum(told) / len(told)


def table(found, clean_texts=()):
    """The printed table of sensitivity; beside text, how often the same rules fire in clean reports of that list."""
    lines = [f"  {'fault':<28}{'fields':>14}{'text':>16}{'clean text':>16}"]
    names = sorted({name for _, name in found})
    for name, source in [(name, name) for name in names] + list(ALIASES.items()):
        cells = ""
        for channel in ("fields", "text"):
            tally = found.get((channel, source))
            cells += f"{tally.found:>6}/{tally.all:<4}{tally.percent:5.1f}" if tally else " " * 16
        beside = f"{alarms(clean_texts, source):>14.1f} %" if clean_texts and ("text", source) in found else ""
        lines.append(f"  {name:<28}{cells}{beside}" + (f"   as {source}" if name != source else ""))
    return lines


# --- Whole reports ----------------------------------------------------------------------------------


LAYOUT_PEOPLE = report_people.Wants(
    age=(55, 88), earlier=0, excluded=0, spine=True, hip=True, radius=False, treated=False
)


def layout_studies(phrases, count):
    """People with the whole reports of a list, each layout so many times."""
    layouts = [(style, text) for style, texts in phrases.layouts.items() for text in texts]
    made, seed = [], 10_000
    while len(made) < count * len(layouts):
        seed += 1
        person = report_people.draw_person(seed, LAYOUT_PEOPLE)
        report = report_writer.write_report(person)
        fills = report_writer.layout_fills(person, report)
        style, layout = layouts[len(made) % len(layouts)]
        if fills is None or not report_phrases.placeholders(layout) <= set(fills):
            layouts = layouts if fills is None else [one for one in layouts if one[1] != layout]
            if not layouts:
                break
            continue
        text = report_phrases.filled(layout, fills, report_phrases.Style(random.Random(seed), plain=True))
        study = report_documents.study_document(person)
        made.append((style, study | {"report": {"date": report.date.isoformat(), "text": text}}))
    return made
