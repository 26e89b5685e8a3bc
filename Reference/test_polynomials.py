# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks that the engine holds the polynomials that are computed here, and that these are close to their functions."""

import math
import re
from pathlib import Path
from random import Random

import mpmath
import pytest

import polynomials

SOURCE = Path(polynomials.__file__).parents[1] / "Sources" / "Statistics" / "Columns" / "ElementaryFunctions.swift"
PARTS = {
    # name: coefficients, function, interval, what the polynomial is multiplied with in its formula
    "logarithm": (polynomials.LOGARITHM, polynomials.logarithm_part, ("1e-9", "0.02944"), lambda q: q),
    "exponential": (
        polynomials.EXPONENTIAL, polynomials.exponential_part, (-polynomials.HALF, polynomials.HALF), abs,
    ),
    "tail": (polynomials.TAIL, polynomials.tail_part, ("-0.9999", "0.769"), lambda q: 1 / polynomials.tail_part(q)),
}


@pytest.mark.parametrize("name", PARTS)
def test_the_engine_holds_the_computed_coefficients(name):
    written = {
        float(number) for number in re.findall(r"(?<![\w.])\d+\.\d+(?:e-?\d+)?", SOURCE.read_text(encoding="utf-8"))
    }
    assert [c for c in PARTS[name][0] if abs(c) not in written] == []


@pytest.mark.parametrize("name", PARTS)
def test_a_polynomial_is_within_a_unit_of_the_last_place_of_its_formula(name):
    coefficients, function, (low, high), weight = PARTS[name]
    low, high = mpmath.mpf(low), mpmath.mpf(high)
    worst = max(
        abs((horner([mpmath.mpf(c) for c in coefficients], x) - function(x)) * weight(x))
        for x in (low + (high - low) * k / 500 for k in range(501))
    )
    assert worst < mpmath.mpf(2) ** -52, float(worst)


# The formulas of the engine, sum by sum, in the doubles of Python, which are the same.


def horner(coefficients, x):
    total = coefficients[-1]
    for coefficient in coefficients[-2::-1]:
        total = total * x + coefficient
    return total


def in_two_chains(coefficients, x):
    """Even and odd powers apart, as the engine sums them."""
    square = x * x
    return horner(coefficients[0::2], square) + horner(coefficients[1::2], square) * x


def logarithm(x):
    fraction, exponent = math.frexp(x)
    if fraction < math.sqrt(0.5):
        fraction, exponent = fraction * 2, exponent - 1
    rest = fraction - 1
    f = rest / (fraction + 1)
    q = f * f
    return exponent * math.log(2) + (rest - f * (rest - 2 * (q * in_two_chains(polynomials.LOGARITHM, q))))


def exponential(y, less):
    n = round(y * 1.44269504088896340736)
    r = (y - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10
    scale = 2.0**n
    return (scale * r + (scale - less)) + scale * (r * r * in_two_chains(polynomials.EXPONENTIAL, r))


@pytest.mark.parametrize(
    ("function", "exact", "low", "high"),
    [
        (logarithm, mpmath.log, 0.05, 20),
        (logarithm, mpmath.log, 0.999, 1.001),
        (logarithm, mpmath.log, 0.68, 1.45),
        (lambda y: exponential(y, 1), mpmath.expm1, -6, 6),
        (lambda y: exponential(y, 1), mpmath.expm1, 0.34, 0.4),
        (lambda y: exponential(y, 1), mpmath.expm1, -1e-3, 1e-3),
        (lambda y: exponential(y, 0), mpmath.exp, -700, 0),
    ],
)
def test_a_function_is_within_two_units_of_the_last_place(function, exact, low, high):
    random = Random(20261122)
    worst = max(
        abs(function(x) - exact(mpmath.mpf(x))) / math.ulp(float(exact(mpmath.mpf(x))))
        for x in (random.uniform(low, high) for _ in range(4000))
    )
    assert worst <= 2, float(worst)
