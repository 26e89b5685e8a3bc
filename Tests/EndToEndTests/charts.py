# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""What every chart keeps to."""

import xml.etree.ElementTree as ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def checked(data):
    """Parses a chart and returns its texts; every number in it must be finite, every place on the page."""
    root = ElementTree.fromstring(data)
    assert root.tag == SVG + "svg" and root.get("role") == "img"
    title, description = root[0], root[1]
    assert [title.tag, description.tag] == [SVG + "title", SVG + "desc"] and title.text and description.text
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    left, top, width, height = map(float, root.get("viewBox").split())
    assert (left, top, width) == (0, 0, 700)
    texts = root.findall(SVG + "text")
    for text in texts:
        assert 0 <= float(text.get("x")) <= width and 0 <= float(text.get("y")) <= height, text.text
        assert 10 <= float(text.get("font-size")) <= 20
    for circle in root.iter(SVG + "circle"):
        assert 0 <= float(circle.get("cx")) <= width and 0 <= float(circle.get("cy")) <= height
    for path in root.iter(SVG + "path"):
        for point in path.get("d").rstrip("Z").lstrip("M").split("L"):
            x, y = map(float, point.split())
            assert 0 <= x <= width and 0 <= y <= height
    return [text.text for text in texts]
