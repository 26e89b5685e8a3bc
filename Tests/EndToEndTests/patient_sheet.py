# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The text for a patient, taken apart: sections, sentences, words, and how hard it is to read."""

import re

from textstat.textstat import textstatistics

# The order in which a person reads: the result, then what it is, then what to do. Sections may be missing.
ORDER = (
    "urgent", "measured", "meaning", "not", "sure", "steps", "next", "trend", "distortions", "companions", "habits",
    "visit", "warnings", "sources",
)
FEAR = ("brittle", "crumbling", "fragile bone", "silent", "dangerous", "epidemic", "devastating", "thief")
ORDERS = (
    r"\byou must\b", r"\byou have to\b", r"\byou need to take\b", r"\bbegin taking\b", r"\bstart (?:taking|on)\b",
    r"(?<!do not )\bstop taking\b", r"(?<!do not )\bstop (?:your|the|this|a) (?:drug|medicine|tablet|shot)s?\b",
    r"\bdelay your\b", r"\bchange your (?:drug|medicine|dose)\b", r"\bswitch to\b",
)
HYPHEN_SIGN = re.compile(r"(?<![\w.])[-–]\s?\d")


def sections(text, wording):
    """The lines of each section by its key; those before the first heading are `result`, the last ones `label`."""
    headings = {value: key.removeprefix("heading.").split(".")[0]
                for key, value in wording["phrases"].items() if key.startswith("heading.") and "guidance" not in key}
    found, key = {"result": []}, "result"
    for line in text.splitlines():
        if line in headings:
            key = headings[line]
            found.setdefault(key, [])
        elif line:
            found[key].append(line)
    return found


def body(found):
    """The sentences of all sections but the sources, one paragraph a line, each with its end."""
    lines = [line.removeprefix("- ") for key, lines in found.items() if key != "sources" for line in lines]
    return [line if line[-1] in ".?!:" else line + "." for line in lines]


def joined_numbers(text):
    """The text with numbers as one word each: a decimal point ends no sentence."""
    return re.sub(r"(\d)[.,](\d)", r"\1\2", text)


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


class Grades:
    """School grades of a text by formulas of one language."""

    def __init__(self, language):
        self.language = language
        self.statistics = textstatistics()
        self.statistics.set_lang(language)
        self.statistics.set_rounding(True, 1)

    def of(self, lines):
        """The grade, or the ease, of paragraphs by each formula."""
        text = "\n".join(joined_numbers(line) for line in lines)
        if self.language == "es":
            return {"crawford": self.statistics.crawford(text), "szigriszt": self.statistics.szigriszt_pazos(text)}
        return {"flesch-kincaid": self.statistics.flesch_kincaid_grade(text),
                "coleman-liau": self.statistics.coleman_liau_index(text),
                "automated": self.statistics.automated_readability_index(text)}


def unexplained_terms(lines, wording):
    """Terms of the wording that are not followed by a parenthesis where they first stand outside of one."""
    text = " ".join(lines)
    depth, outside = 0, []
    for letter in text:
        depth += letter == "("
        outside.append(letter if depth == 0 else "\0")
        depth -= letter == ")"
    shown = "".join(outside)
    found = []
    for key, word in wording["terms"].items():
        if key.endswith(".word") and "(" not in word:
            first = re.search(rf"(?<![\w-]){re.escape(word)}s?(?![\w-])", shown, re.IGNORECASE)
            if first and not text[first.end():].startswith(" ("):
                found.append((key.removesuffix(".word"), text[max(0, first.start() - 40):first.end() + 40]))
    return found
