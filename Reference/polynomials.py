# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The polynomials behind logarithm, exponential and normal distribution of columns.

    python Reference/polynomials.py

Each interpolates, at Chebyshev nodes and 60 digits, what its formula leaves:

- logarithm: (atanh(f) / f - 1) / f^2 in q = f^2, where f = (m - 1) / (m + 1) and m lies between the root of one half and
  that of two
- exponential: (exp(r) - 1 - r) / r^2 for r up to half the logarithm of 2 in size
- normal distribution: exp(x^2) erfc(x) (x + 7/2) in q = (x - 7/2) / (x + 7/2), for x from 0 to 38 / sqrt(2)
"""

import mpmath

mpmath.mp.dps = 60
SHIFT = mpmath.mpf("3.5")


def interpolated(function, low, high, degree):
    """The coefficients, of rising power, of the polynomial through the function at the Chebyshev nodes."""
    low, high = mpmath.mpf(low), mpmath.mpf(high)
    nodes = [
        (low + high) / 2 + (high - low) / 2 * mpmath.cos(mpmath.pi * (2 * k + 1) / (2 * (degree + 1)))
        for k in range(degree + 1)
    ]
    divided = [function(node) for node in nodes]
    for order in range(1, degree + 1):
        for k in range(degree, order - 1, -1):
            divided[k] = (divided[k] - divided[k - 1]) / (nodes[k] - nodes[k - order])
    powers = [mpmath.mpf(0)]
    for k in range(degree, -1, -1):
        raised = [mpmath.mpf(0)] + powers
        for power, coefficient in enumerate(powers):
            raised[power] -= coefficient * nodes[k]
        raised[0] += divided[k]
        powers = raised[: degree + 1]
    return [float(coefficient) for coefficient in powers]


def logarithm_part(q):
    root = mpmath.sqrt(q)
    return (mpmath.atanh(root) / root - 1) / q


def exponential_part(r):
    return (mpmath.expm1(r) - r) / r**2 if abs(r) > mpmath.mpf(10) ** -20 else mpmath.mpf(1) / 2


def tail_part(q):
    x = SHIFT * (1 + q) / (1 - q)
    return mpmath.exp(x * x) * mpmath.erfc(x) * (x + SHIFT)


LAST = mpmath.mpf(38) / mpmath.sqrt(2)
HALF = mpmath.log(2) / 2 * mpmath.mpf("1.0001")
LOGARITHM = interpolated(logarithm_part, 0, "0.02944", 6)
EXPONENTIAL = interpolated(exponential_part, -HALF, HALF, 9)
TAIL = interpolated(tail_part, -1, (LAST - SHIFT) / (LAST + SHIFT), 22)

if __name__ == "__main__":
    for name, coefficients in (("logarithm", LOGARITHM), ("exponential", EXPONENTIAL), ("tail", TAIL)):
        print(name, *(repr(coefficient) for coefficient in coefficients), sep="\n  ")
