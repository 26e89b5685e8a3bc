// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors
//
// The five functions of the C mathematics library that the science targets use. Nothing is included, so that the same
// declarations serve Linux, Embedded Swift and WebAssembly.
#ifndef OSTEON_CMATH_H
#define OSTEON_CMATH_H

double log(double);
double exp(double);
double pow(double, double);
double expm1(double);
double erfc(double);

#endif
