# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Guidance of invented people through the program: what the tests keep of the answers, and what their texts say."""

import json
import re
import subprocess
from dataclasses import dataclass

from guided_people import knowledge

DISEASE = re.compile(r"osteopeni|osteoporo", re.IGNORECASE)
WORDING = knowledge("wording/en")
EXPLAINED = re.compile(
    "|".join(
        re.escape(f" ({text})")
        for text in sorted((v for k, v in WORDING["terms"].items() if k.endswith(".explained")), key=len, reverse=True)
    )
)


@dataclass
class Case:
    """A person with what the program said."""

    study: dict
    options: tuple
    answer: dict
    patient: str = None
    clinician: str = None


def write(path, studies):
    """Writes studies, one a line."""
    path.write_text("".join(json.dumps(study) + "\n" for study in studies), encoding="utf-8")
    return path


def interpret(program, path, *options):
    """Interprets a file of studies; returns an answer for each, cut down to what the tests ask."""
    found = []
    with subprocess.Popen(
        [program.path, "interpret", "--lines", "--format", "json", *options, str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:
        for line in process.stdout:
            found.append(kept(json.loads(line)))
    assert process.returncode in (0, 1), f"exit status {process.returncode}"
    return found


def texts(program, path, audience):
    """The texts for an audience, one a study, without line breaks and without the list of sources."""
    done = program.run("interpret", "--lines", "--audience", audience, str(path), timeout=400)
    parts = re.split(r"\n*^─{20,}$\n*", done.out.decode("utf-8"), flags=re.MULTILINE)
    return [body(text) for text in parts]


def body(text):
    """A text in one line, without its list of sources and without the explanations of its words."""
    text = re.split(r"^(?:Where this comes from|Sources)$", text, flags=re.MULTILINE)[0]
    return EXPLAINED.sub("", " ".join(text.split()))


def kept(whole):
    """What the tests ask of an answer; all of it for thousands of people would fill the memory."""
    if "guidance" not in whole:
        return {"refused": whole}
    guidance = whole["guidance"]
    limits = [point for drug in guidance["drugs"] for part in ("blocks", "asks", "warnings") for point in drug[part]]
    spoken = guidance["alarms"] + limits + whole["findings"]
    return {
        "category": whole["diagnosis"]["category"],
        "alarms": {alarm["rule"]: alarm["urgency"] for alarm in guidance["alarms"]},
        "workUp": {point["rule"] for point in guidance["workUp"]},
        "results": {point["rule"] for point in guidance["results"]},
        "withheld": {point["rule"] for point in guidance["treatment"]["withheld"]},
        "guidelines": {one["guideline"]: comparison(one) for one in guidance["treatment"]["guidelines"]},
        "spoken": {point["rule"] for point in spoken},
        "disease": [message for message in messages(whole) if DISEASE.search(message)],
    }


def comparison(one):
    """What a guideline says of treatment."""
    return {
        "level": one["level"],
        "thresholds": [{"rule": point["rule"], "level": point["level"], "tag": point["tag"]} for point in one["thresholds"]],
        "options": [{"rule": point["rule"], "drugs": point["drugs"], "tag": point["tag"]} for point in one["options"]],
    }


def messages(value):
    """Every sentence in an answer."""
    if isinstance(value, list):
        return [text for item in value for text in messages(item)]
    if not isinstance(value, dict):
        return []
    own = [value["message"]] if isinstance(value.get("message"), str) else []
    return own + [text for item in value.values() for text in messages(item)]


def says(text, rule, audience):
    """Whether a text holds the sentence of a rule, whatever values fill it."""
    sentence = WORDING["rules"].get(rule, {}).get(audience)
    if sentence is None:
        return False
    parts = EXPLAINED.sub("", " ".join(sentence.split()))
    pattern = r".{1,60}?".join(re.escape(part) for part in re.split(r"\{\w+\}", parts))
    return re.search(pattern, text) is not None
