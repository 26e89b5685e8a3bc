# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The text for a patient, taken apart: sections, sentences, words, numbers, and how hard it is to read."""

import json
import re
from fractions import Fraction

from textstat.textstat import textstatistics

from program import ROOT

WORDING = {
    language: json.loads(path.read_text(encoding="utf-8"))
    for language in ("en", "es") if (path := ROOT / "Knowledge" / "wording" / f"{language}.json").is_file()
}
# The order in which a person reads: the result, then what it is, then what to do. Sections may be missing.
ORDER = (
    "result", "urgent", "measured", "meaning", "not", "sure", "steps", "medicines", "next", "trend", "distortions", "companions",
    "habits", "visit", "warnings", "sources",
)
FEAR = {
    "en": ("brittle", "crumbling", "fragile bone", "silent", "dangerous", "epidemic", "devastating", "thief"),
    "es": ("quebradiz", "desmoron", "huesos frágiles", "silencios", "peligros", "epidemia", "devastador", "ladrón"),
}
# What orders a treatment. Sentences that begin with "Do not" hold a treatment on and are left out.
ORDERS = {
    "en": (
        r"\byou must\b", r"\byou have to\b", r"\byou (?:need|ought) to take\b", r"\bswitch to\b",
        r"\b(?:start|begin|stop) taking\b",
        r"\b(?:stop|change|delay|start|skip) (?:your|the|this) (?:drug|medicine|tablet|shot|dose)",
    ),
    "es": (r"\bdebe (?:tomar|dejar|empezar|cambiar)\b", r"\btiene que tomar\b", r"\b(?:empiece|deje|suspenda)\b[^.]*"
           r"\b(?:medicamento|tratamiento|medicina|dosis)", r"\btome (?:su|el|este) medicamento\b", r"\bcambie a\b"),
}
HOLDS_ON = {"en": ("do not ",), "es": ("no ",)}
OUT_OF_100 = {"en": r"\b(?:out of|in) 100\b", "es": r"\b(?:de cada|en) 100\b"}
HYPHEN_AS_MINUS = re.compile(r"(?<![\w.,/])[-–]\s?\d")
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")


def sections(text, wording):
    """The lines of each section by its key; those before the first heading are the result."""
    headings = {
        value: key.split(".")[1] for key, value in wording["phrases"].items()
        if key.startswith("heading.") and key.split(".")[1] not in ("guidance", "report")
    }
    found, key = {"result": []}, "result"
    for line in text.splitlines():
        if line in headings:
            key = headings[line]
            found.setdefault(key, [])
        elif line:
            found[key].append(line)
    return found


def body(found):
    """The paragraphs of all sections but the sources, each with its end."""
    lines = [line.removeprefix("- ") for key, lines in found.items() if key != "sources" for line in lines]
    return [line if line[-1] in ".?!:" else line + "." for line in lines]


def joined_numbers(text):
    """The text with each number as one word: a decimal point ends no sentence."""
    return re.sub(r"(\d)[.,](?=\d)", r"\1", text)


def sentences(lines):
    """The sentences of paragraphs."""
    parts = (part for line in lines for part in re.split(r"(?<=[.?!:])[)\"']?\s+", joined_numbers(line)))
    return [part for part in parts if re.search(r"\w", part)]


def words(sentence):
    """The words of a sentence."""
    return re.findall(r"[^\W_][\w'’/-]*", sentence)


def mean_length(lines):
    """The mean number of words of a sentence."""
    found = sentences(lines)
    return sum(len(words(sentence)) for sentence in found) / len(found)


class Formulas:
    """Formulas of readability for one language."""

    def __init__(self, language):
        self.language = language
        self.statistics = textstatistics()
        self.statistics.set_lang(language)

    def hard(self, lines):
        """Which limits a text breaks: a school grade of 8 in English; in Spanish 8 years of school by Crawford's
        formula, and 65 of the INFLESZ scale, where Barrio-Cantalejo (2008) begins "fairly easy"."""
        text = "\n".join(joined_numbers(line) for line in lines)
        found = {name: getattr(self.statistics, name)(text) for name in self.names()}
        return {name: value for name, value in found.items()
                if (value < 65 if name == "szigriszt_pazos" else value > 8)}

    def names(self):
        """The formulas of the language."""
        if self.language == "es":
            return "crawford", "szigriszt_pazos"
        return "flesch_kincaid_grade", "automated_readability_index", "coleman_liau_index"


def filled(text):
    """A sentence of the wording with a number in each place that is filled at run time."""
    return re.sub(r"\{[^}]*\}", "2", text)


def outside_parentheses(text):
    """The text with what stands in parentheses blotted out, letter by letter."""
    depth, shown = 0, []
    for letter in text:
        depth += letter == "("
        shown.append(letter if depth == 0 else "\0")
        depth -= letter == ")"
    return "".join(shown)


def unexplained_terms(lines, wording):
    """Terms of the wording that no parenthesis follows where they first stand outside of one."""
    text = " ".join(lines)
    shown = outside_parentheses(text)
    found = []
    for key, word in wording["terms"].items():
        if key.endswith(".word") and "(" not in word:
            first = re.search(rf"(?<![\w-]){re.escape(word)}s?(?![\w-])", shown, re.IGNORECASE)
            if first and not text[first.end():].startswith(" ("):
                found.append((key.removesuffix(".word"), text[max(0, first.start() - 30):first.end() + 30]))
    return found


def fear_words(text, language):
    """Words that frighten."""
    return [word for word in FEAR[language] if word in text.lower()]


def treatment_orders(lines, language):
    """Sentences that order to take, start, stop or change a treatment."""
    return [
        sentence for sentence in sentences(lines)
        if not sentence.lower().startswith(HOLDS_ON[language])
        and any(re.search(order, sentence, re.IGNORECASE) for order in ORDERS[language])
    ]


def bare_percents(lines, language):
    """Sentences with a percent sign and without the same as a count out of 100."""
    return [line for line in sentences(lines) if "%" in line and not re.search(OUT_OF_100[language], line)]


def dates(text, wording):
    """The dates of a text as (year, month, day), and the text without them."""
    months = {name: int(key.split(".")[1]) for key, name in wording["names"].items() if key.startswith("month.")}
    form = re.escape(wording["phrases"]["date"]).replace(r"\ ", " ")
    for place, pattern in (("month", "|".join(months)), ("day", r"\d+"), ("year", r"\d{4}")):
        form = form.replace(re.escape("{" + place + "}"), f"(?P<{place}>{pattern})")
    found = [(int(match["year"]), months[match["month"]], int(match["day"])) for match in re.finditer(form, text)]
    return found, re.sub(form, "", text)


def numbers(text, separator):
    """The numbers of a text without their signs, with how many decimals each shows."""
    thousands = "." if separator == "," else ","
    for match in NUMBER.finditer(text.replace("−", "")):
        plain = match[0].replace(thousands, "").replace(separator, ".")
        if plain.count(".") > 1:  # a version, not a number
            continue
        yield match[0], Fraction(plain), len(plain.partition(".")[2])


def fixed_sentences(wording):
    """Sentences that are the same for everyone."""
    texts = [*wording["phrases"].values(), *wording["warnings"].values()]
    texts += [text for says in wording["rules"].values() for key, text in says.items() if key != "clinician"]
    return {sentence for text in texts for sentence in sentences([text]) if "{" not in sentence}


def without_explanations(text):
    """The text without parentheses."""
    while re.search(r" ?\([^()]*\)", text):
        text = re.sub(r" ?\([^()]*\)", "", text)
    return text
