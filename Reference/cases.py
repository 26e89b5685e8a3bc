# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Writes random cases with their answers: one JSON document, one case a line, doubles at full precision."""

import json
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, cases: Iterable[dict]) -> None:
    """`{"cases": [...]}`; numbers that are not finite are an error."""
    lines = ",\n".join(json.dumps(case, ensure_ascii=False, allow_nan=False) for case in cases)
    path.write_text('{"cases": [\n' + lines + "\n]}\n", encoding="utf-8", newline="\n")
