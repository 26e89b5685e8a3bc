# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Fills the phrases of a list into sentences of a report, written without sight of the reader of text.

A list is JSON with `correct` and `faults` (key -> phrases) and `layouts` (style -> whole reports). A phrase has
placeholders such as `{site}`. What fills them is typed: scores in tenths, densities in mg/cm², dates as dates;
one report writes all of them in one style.
"""

import datetime
import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import report_people as people
import report_scanners as scanners

CATEGORY_WORDS = {
    "normal": ("normal bone mineral density", "normal bone density", "normal BMD"),
    "low-bone-mass": ("low bone mass (osteopenia)", "osteopenia", "low bone mass", "low bone density"),
    "osteoporosis": ("osteoporosis",),
    "within-expected-range": ("within the expected range for age",),
    "below-expected-range": ("below the expected range for age",),
}
SEX_WORDS = {"female": ("female", "woman"), "male": ("male", "man")}
INTERVALS = {
    6: ("6 months", "six months"),
    12: ("12 months", "1 year", "one year"),
    24: ("2 years", "24 months", "two years"),
    36: ("3 years", "36 months"),
    60: ("5 years", "five years"),
}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SCORES = ("t", "t2", "z", "spine_t", "spine_z", "neck_t", "neck_z", "hip_t", "hip_z")
DENSITIES = ("bmd", "bmd2", "grams", "lsc", "spine_bmd", "neck_bmd", "hip_bmd")
CATEGORIES = ("category", "category2", "zcategory")


@dataclass
class Entry:
    """One thing a report says: the key of its phrases, what fills them, and the placeholders it cannot do without."""

    key: str
    fills: dict = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    is_fault: bool = False
    fixed: str | None = None


class Style:
    """How one report writes numbers, dates and names."""

    def __init__(self, chance: random.Random, plain: bool = False):
        self.chance = chance
        self.minus = "-" if plain else chance.choices(("-", "\u2212", "\u2013", "minus "), (60, 25, 8, 7))[0]
        self.comma = not plain and chance.random() < 0.04
        self.date_form = chance.choice(("iso", "us", "long", "day"))
        self.headed = chance.random() < 0.6
        self.break_lines = chance.random() < 0.7

    def decimal(self, text: str) -> str:
        """A number with the decimal sign of the report."""
        return text.replace(".", ",") if self.comma else text

    def score(self, tenths: int, phrase: str) -> str:
        """A signed score; the word `minus` only in prose."""
        in_table = "\n" in phrase or "|" in phrase or ":" in phrase
        minus = "-" if in_table and self.minus == "minus " else self.minus
        sign = minus if tenths < 0 else "+" if tenths > 0 else ""
        return sign + self.decimal(f"{abs(tenths) / 10:.1f}")

    def day(self, day: datetime.date) -> str:
        """A date."""
        forms = {
            "iso": day.isoformat(),
            "us": f"{day.month:02d}/{day.day:02d}/{day.year}",
            "long": f"{day:%B} {day.day}, {day.year}",
            "day": f"{day.day} {day:%B} {day.year}",
        }
        return forms[self.date_form]

    def site(self, region: people.Region) -> str:
        """A region in words; a part of the spine names its vertebrae."""
        side = region.side
        if region.site == "lumbar-spine":
            part = scanners.part_name(region.vertebrae).upper().replace("+", ", ")
            if part == "L1-L4":
                return self.chance.choice(("lumbar spine (L1-L4)", "lumbar spine", "L1-L4 lumbar spine"))
            return f"lumbar spine ({part})"
        if region.site == "radius-33":
            return self.chance.choice((f"{side} one-third radius", f"{side} 33% radius"))
        name = {
            "femoral-neck": "femoral neck", "total-hip": "total hip", "wards": "Ward's area",
            "trochanter": "greater trochanter",
        }[region.site]
        return self.chance.choice((f"{side} {name}", f"{name} ({side})", f"{side} {name}"))

    def fill(self, name: str, value, phrase: str) -> str:
        """What stands for a placeholder."""
        if isinstance(value, str):
            if name in CATEGORIES and value in CATEGORY_WORDS:
                return self.chance.choice(CATEGORY_WORDS[value])
            return self.chance.choice(SEX_WORDS[value]) if name == "sex" else value
        if isinstance(value, people.Region):
            return self.site(value)
        if isinstance(value, datetime.date):
            return self.day(value)
        if name in SCORES:
            return self.score(value, phrase)
        if name in DENSITIES:
            return self.decimal(f"{abs(value) / 1000:.3f}")
        if name == "interval":
            return self.chance.choice(INTERVALS[value])
        return self.decimal(f"{value:.1f}") if isinstance(value, float) else str(value)


@cache
def placeholders(phrase: str) -> frozenset[str]:
    """The names of the placeholders of a phrase."""
    return frozenset(PLACEHOLDER.findall(phrase))


@cache
def holds(pattern: str, phrase: str) -> bool:
    """Whether a phrase holds a pattern, in any case of letters."""
    return re.search(pattern, phrase, re.IGNORECASE) is not None


def filled(phrase: str, fills: dict, style: Style) -> str:
    """A phrase with its placeholders filled; upper case where the phrase is, and a capital where it begins."""
    bare = PLACEHOLDER.sub("", phrase)
    is_upper = bare.upper() == bare and sum(letter.isalpha() for letter in bare) > 3
    text = PLACEHOLDER.sub(lambda found: style.fill(found[1], fills[found[1]], phrase), phrase)
    if is_upper:
        return text.upper()
    return text[:1].upper() + text[1:] if phrase.startswith("{") else text


# --- Which phrases fit a person ----------------------------------------------------------------

WOMEN = (
    r"\b(wom[ae]n|female|(pre|peri|post)?-?menopaus\w*|o?estrogen\w*|aromatase|hysterectomy|ovar\w*|"
    r"she|her|breast)\b"
)
MEN = r"\b(man|men|male|prostate|androgen\w*|testosterone|hypogonad\w*|he|his)\b"
DRUGS = (
    r"alendron|risedron|ibandron|bisphosph|denosumab|zoledron|teriparatid|romosoz|raloxif|therapy|treat|"
    r"medicat|predniso|steroid|glucocort|drug"
)
EARLIER = r"follow|monitor|serial|interval|compar|previous|prior|known|since"
DISEASES = r"hyperparathyr|prosthe|replacement|arthroplast|hardware|fusion|vertebroplast|kyphoplast|barium|contrast"


def of_others(person: people.Person) -> list[str]:
    """Patterns of words that no phrase about this person may hold: sex, menopause and childhood."""
    found = [MEN if person.sex == "female" else WOMEN]
    if person.menopause != "post":
        found.append(r"post-?menopaus|after (the )?menopaus")
    if person.menopause != "pre":
        found.append(r"pre-?menopaus")
    if person.menopause != "transition":
        found.append(r"peri-?menopaus|transition")
    if person.age >= 20:
        found.append(r"child|adolescen|p[a]?ediatric|\b(boy|girl)\b")
    if person.age >= 50:
        found.append(r"young (man|wom[ae]n)|below 50|under 50")
    return found


def forbidden(person: people.Person) -> list[str]:
    """Patterns of words that a phrase about this person's history must not hold."""
    found = [DRUGS, DISEASES]
    if person.menopause != "post":
        found.append(r"menopaus")
    if len(person.visits) == 1:
        found.append(EARLIER)
    else:
        found.append(r"baseline|screening|first")
    if person.age < 65:
        found.append(r"\b(6[5-9]|[7-9]\d)\b|elderly|older")
    return found


def technical(person: people.Person) -> list[str]:
    """Patterns that a phrase about the quality of this person's scan must not hold."""
    spine = [region for region in person.latest.regions if region.site == "lumbar-spine" and not region.is_single]
    found = [DISEASES, r"exclud|omit|not (be )?(used|evaluat|includ)|limit|degenerat|fracture|scolio"]
    if not spine or spine[0].mg is None:
        found.append(r"spine|lumbar|vertebra|L[1-4]")
    elif len(spine[0].vertebrae) < 4:
        found.append(r"L[1-4]|all four|four vertebra|all vertebra")
    if not any(region.site == "total-hip" for region in person.latest.regions):
        found.append(r"hip|femur|femoral")
    sides = {region.side for region in person.latest.regions if region.site == "total-hip"}
    found += [side for side in ("left", "right") if side not in sides]
    found.append(r"both hips|bilateral|hips" if len(sides) < 2 else r"$^")
    if all(region.site != "radius-33" for region in person.latest.regions):
        found.append(r"forearm|radius|wrist")
    return found


FITTED = {
    "indication": forbidden, "risk-factors": forbidden, "technical-quality": technical, "secondary-causes": forbidden,
}


class PhraseBook:
    """A list of phrases. Faults go through their phrases in turn; correct ones are drawn."""

    def __init__(self, content: dict):
        self.correct, self.faults = content["correct"], content["faults"]
        self.layouts = content.get("layouts", {})

    @classmethod
    def load(cls, path: Path) -> "PhraseBook":
        """The list of a file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    @staticmethod
    def fits(entry: Entry, phrase: str) -> bool:
        """Whether what an entry holds fills a phrase, and the phrase says all that it must."""
        names = placeholders(phrase)
        return names <= entry.fills.keys() and entry.needs <= names and not entry.without & names

    def fitting(self, entry: Entry, person: people.Person) -> list[str]:
        """The phrases that can say an entry about a person."""
        of_key = (self.faults if entry.is_fault else self.correct).get(entry.key, [])
        rules = of_others(person) + ([] if entry.is_fault else FITTED.get(entry.key, lambda _: [])(person))
        rules = [] if entry.key == "history-earlier" else rules
        return [one for one in of_key if self.fits(entry, one) and not any(holds(rule, one) for rule in rules)]

    def phrase(self, entry: Entry, person: people.Person, style: Style, turn: int) -> str | None:
        """A phrase for an entry; `None` where the list has none that fits."""
        fitting = self.fitting(entry, person)
        if not fitting:
            return None
        return fitting[turn % len(fitting)] if entry.is_fault else style.chance.choice(fitting)


# --- Whole reports -----------------------------------------------------------------------------

HEADINGS = {
    "indication": "INDICATION:", "scanner": "TECHNIQUE:", "compared-study": "COMPARISON:",
    "region-values": "FINDINGS:", "region-values-z": "FINDINGS:", "category-t": "IMPRESSION:",
    "category-z": "IMPRESSION:", "next-scan": "RECOMMENDATION:",
}


class MissingPhrase(Exception):
    """The list has no phrase that can say an entry."""


def with_heading(heading: str | None, text: str) -> str:
    """A sentence under its heading, unless it brings one of its own."""
    has_own = ":" in text.split("\n")[0][:40] or heading and text.upper().startswith(heading[:-1])
    return f"{heading} {text}" if heading and not has_own else text


def written(entries: Iterable[Entry], book: PhraseBook, person: people.Person, style: Style, turn: int = 0) -> str:
    """The text of a report."""
    parts = []
    headings = dict(HEADINGS) if style.headed else {}
    for entry in entries:
        if entry.fixed is not None:
            parts.append(entry.fixed)
            continue
        phrase = book.phrase(entry, person, style, turn)
        if phrase is None:
            raise MissingPhrase(entry.key)
        parts.append(with_heading(headings.pop(entry.key, None), filled(phrase, entry.fills, style)))
    return joined_lines(parts, style)


def joined_lines(parts: list[str], style: Style) -> str:
    """Sentences one after the other, on lines of their own or not; a table always has its own."""
    joined = ""
    for part in parts:
        table = "\n" in part
        joined += ("\n" if style.break_lines or table or joined.endswith("\n") else " ") if joined else ""
        joined += part if part.rstrip()[-1:] in ".:;!?" or table else f"{part}."
        joined += "\n" if table and not joined.endswith("\n") else ""
    return joined
