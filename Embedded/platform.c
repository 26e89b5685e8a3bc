// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors
//
// What the WebAssembly module needs beside wasi-libc.
#include <stddef.h>
#include <stdint.h>

// Seeds the hashing of dictionaries; that of wasi-libc would import a random source from the host.
void arc4random_buf(void *out, size_t count) {
  for (unsigned char *byte = out; count--;) *byte++ = 4;
}

// The 128-bit product with which the compiler checks an Int64 multiplication; it belongs to compiler-rt, not to libc.
void __multi3(uint64_t out[2], uint64_t a, uint64_t aTop, uint64_t b, uint64_t bTop) {
  uint64_t low = (a & 0xffffffff) * (b & 0xffffffff);
  uint64_t middle = (a >> 32) * (b & 0xffffffff) + (low >> 32);
  uint64_t other = (a & 0xffffffff) * (b >> 32) + (middle & 0xffffffff);
  out[0] = a * b;
  out[1] = (a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32) + a * bTop + aTop * b;
}
