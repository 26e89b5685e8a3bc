// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors
//
// Prints a digest of the self-check as `wasmkit run` would: NAME SEED COUNT, or NAME PART SEED COUNT.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

uint64_t osteon_self_check(uint64_t seed, int32_t count);
uint64_t osteon_self_check_part(int32_t part, uint64_t seed, int32_t count);

int main(int count, char **words) {
  if (count == 3) {
    printf("%" PRIu64 "\n", osteon_self_check(strtoull(words[1], 0, 10), atoi(words[2])));
  } else if (count == 4) {
    printf("%" PRIu64 "\n", osteon_self_check_part(atoi(words[1]), strtoull(words[2], 0, 10), atoi(words[3])));
  } else {
    return 2;
  }
  return 0;
}
