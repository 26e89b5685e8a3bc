# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The reader of JSON agrees with Python's on what JSON is."""

import json
import random

import pytest

# Written by hand; the verdict is Python's, not ours.
# fmt: off
TEXTS = [
    "{}", "[]", "0", "-0", "-", "01", "-01", "1.", ".5", "1.5", "1e5", "1E+5", "1e", "1e+", "1.e5", "+1", "0x10", "1_0",
    "1e400", "-1e400", "1e-400", "9" * 400, "Infinity", "-Infinity", "NaN", "nan", "true", "True", "tru", "truee",
    "false", "null", "nul", '"', '""', '"a', '"\\"', '"\\', '"\\a"', '"\\u"', '"\\u12"', '"\\u12g4"', '"\\u00e9"',
    '"\\U00e9"', '"\\ud83d\\ude00"', '"\\ude00"', '"\\ud83d"', '"\\ud83dx"', '"\\ud83d\\u0041"', '"\t"', '"\x00"',
    '"\x1f"', '"\x7f"', '"\u2028"', "'a'", "[1,]", "[,1]", "[1 2]", "[1,,2]", "[", "]", "[1", "[]]", '{"a"}', '{"a":}',
    '{"a":1,}', '{,"a":1}', '{"a":1 "b":2}', "{a:1}", "{1:1}", '{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"":1}',
    '{"":1,"":2}', '{"a":{"a":1}}', '{"a" : 1 }', "{} {}", "{}x", "// c", "/* c */ 1", "# c", "\ufeff1", "\u00a01",
    "\u30001", "1\u00a0", "\x0b1", "\x0c1", "[1]\r", "\t[1]\t", "[" * 64 + "]" * 64, '{"a":' * 60 + "1" + "}" * 60,
    "\\u005b]", '["\U0001f9b4"]', '[1,"\u00e9",{"\u00e9":[]}]', "[1e1,1e+1,1e-1,1E1,-0.0,0.0e0]", "[0e+]", "[--1]",
    "[1-1]", "[- 1]", "[1 e5]",
]
# fmt: on


def is_json(data):
    """Python's verdict on bytes, with the strictness that our reader states: no doublets, no infinite numbers."""

    def once(pairs):
        keys = [key for key, _ in pairs]
        if len(set(keys)) < len(keys):
            raise ValueError("a key stands twice")
        return dict(pairs)

    def finite(text):
        if abs(float(text)) == float("inf"):
            raise ValueError("a number is not finite")
        return float(text)

    def never(text):
        raise ValueError(f"{text} is not JSON")

    def paired(value):
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # Half a pair of surrogates is no text.
        return value

    try:
        text = data.decode("utf-8")
        if text.startswith("\ufeff"):
            text = text[1:]
        paired(json.loads(text, object_pairs_hook=once, parse_float=finite, parse_int=finite, parse_constant=never))
    except (ValueError, RecursionError):
        return False
    return True


def verdicts(osteon, tmp_path, texts):
    """Our verdict on each text, by a stream of one text a line."""
    answer = osteon.stream(tmp_path, texts)
    assert len(answer.lines) == len(texts)
    return [line.get("error", {}).get("code") != "malformed-json" for line in answer.lines]


def mutated(text, chance):
    """Changes a text in one to three places; no line break comes in."""
    data = bytearray(text.encode("utf-8"))
    # fmt: off
    tokens = [
        b'"', b"\\", b"{", b"}", b"[", b"]", b":", b",", b"0", b"-", b".", b"e", b"E", b"1e9", b" ", b"\t", b"null",
        b"true", b"\\u00", b"\\ud83d", b"\\n", b"\x00", b"\x1f", b"\x80", b"\xff", b"\xc3\xa9", b"\xed\xa0\x80",
        b"\xf0\x9f\xa6\xb4", b'"a":1,', b"NaN", b"+",
    ]
    # fmt: on
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                del data[place : place + chance.choice((1, 1, 1, 5, 50))]
            case 1:
                data[place:place] = chance.choice(tokens)
            case 2:
                data[place : place + 1] = chance.choice(tokens)
            case 3:
                data[place : place + 1] = bytes([chance.choice([*range(10), *range(11, 256)])])
            case 4:
                data = data[:place] + data[chance.randrange(len(data)) :]
        data = data or bytearray(b"0")
    return bytes(data).replace(b"\n", b" ")


def test_texts_written_by_hand_are_judged_as_python_judges_them(osteon, tmp_path):
    texts = [text.encode("utf-8") for text in TEXTS]
    expected = [is_json(text) for text in texts]
    assert 20 < sum(expected) < len(texts) - 20
    found = verdicts(osteon, tmp_path, texts)
    assert [text for text, ours, theirs in zip(texts, found, expected) if ours != theirs] == []


@pytest.mark.parametrize("seed", range(3))
def test_three_hundred_mutated_texts_are_judged_as_python_judges_them(osteon, tmp_path, studies, seed, count):
    chance = random.Random(seed)
    sources = [json.dumps(study, ensure_ascii=False) for study in studies.values()]
    sources += ['{"a":[1,-2.5e3,true,null,"\u00e9\\u00e9\\ud83e\\uddb4"],"b":{"c":[]},"d":{}}'] * len(sources)
    texts = [text for text in (mutated(chance.choice(sources), chance) for _ in range(400)) if text.strip(b" \t\r")][
        :300
    ]
    expected = [is_json(text) for text in texts]
    found = verdicts(osteon, tmp_path, texts)
    wrong = [(text, ours) for text, ours, theirs in zip(texts, found, expected, strict=True) if ours != theirs]
    assert wrong == [], f"seed {seed}"
    assert len(texts) == 300 and 20 < sum(expected) < 280
    count(f"JSON texts, seed {seed}: 300, of which {sum(expected)} are JSON, 0 differences")
