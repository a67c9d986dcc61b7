/*
 * Constants of the model, 552 bytes. Define PEX_GOLDEN_WEIGHTS to choose their section, for instance
 *     -D'PEX_GOLDEN_WEIGHTS=__attribute__((section(".qspi")))'
 */
#include "golden_weights.h"

#ifndef PEX_GOLDEN_WEIGHTS
#define PEX_GOLDEN_WEIGHTS
#endif

PEX_GOLDEN_WEIGHTS const int8_t golden_op1_weights[54] = {
    -11, 6, 0, -6, -4, -10, 7, 1, 3, -3, -9, 8, 10, 4, -2, -8, -6, 11, 5, -1, 1, -5, -11, 6, 8, 2,
    -4, -10, -8, 9, 3, -3, -1, -7, 10, 4, 11, -5, 2, 9, -7, 0, 7, -9, -2, 5, -11, -4, 3, 10, -6, 1,
    8, -8,
};
PEX_GOLDEN_WEIGHTS const int32_t golden_op1_bias[6] = {
    -24, 21, -3, -27, 18, -6,
};
PEX_GOLDEN_WEIGHTS const int32_t golden_op1_multipliers[6] = {
    1374389504, 1374389504, 1374389504, 1374389504, 1374389504, 1374389504,
};
PEX_GOLDEN_WEIGHTS const int8_t golden_op1_shifts[6] = {
    -5, -5, -5, -5, -5, -5,
};
PEX_GOLDEN_WEIGHTS const int8_t golden_op3_weights[18] = {
    -11, -4, 3, 10, -6, 1, 8, -8, -1, 6, -10, -3, 4, 11, -5, 2, 9, -7,
};
PEX_GOLDEN_WEIGHTS const int32_t golden_op3_bias[3] = {
    -21, -24, 42,
};
PEX_GOLDEN_WEIGHTS const int32_t golden_op3_multipliers[3] = {
    1374389504, 1374389504, 1374389504,
};
PEX_GOLDEN_WEIGHTS const int8_t golden_op3_shifts[3] = {
    -5, -5, -5,
};
PEX_GOLDEN_WEIGHTS const int8_t golden_op2_weights[54] = {
    -11, -4, 3, 10, 8, -8, -1, 6, 4, 11, -5, 2, 0, 7, -9, -2, -4, 3, 10, -6, -8, -1, 6, -10, 11,
    -5, 2, 9, 7, -9, -2, 5, 3, 10, -6, 1, -6, -10, 9, 5, 1, -3, -7, -11, 8, 1, -3, -7, -11, 8, 4,
    0, -4, -8,
};
PEX_GOLDEN_WEIGHTS const int32_t golden_op2_bias[6] = {
    30, 12, -6, 45, -42, -60,
};
PEX_GOLDEN_WEIGHTS const int32_t golden_op2_multipliers[6] = {
    1374389504, 1374389504, 1374389504, 1374389504, 1374389504, 1374389504,
};
PEX_GOLDEN_WEIGHTS const int8_t golden_op2_shifts[6] = {
    -5, -5, -5, -5, -5, -5,
};
PEX_GOLDEN_WEIGHTS const int8_t golden_op5_weights[18] = {
    -11, -4, 3, 10, -6, 1, 8, -8, -1, 6, -10, -3, 4, 11, -5, 2, 9, -7,
};
PEX_GOLDEN_WEIGHTS const int32_t golden_op5_bias[2] = {
    -24, 21,
};
PEX_GOLDEN_WEIGHTS const int32_t golden_op5_multipliers[1] = {
    1374389580,
};
PEX_GOLDEN_WEIGHTS const int8_t golden_op5_shifts[1] = {
    -5,
};
PEX_GOLDEN_WEIGHTS const int8_t golden_table0[256] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
    26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49,
    50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73,
    74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97,
    98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116,
    117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3,
    -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3,
    -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3,
    -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3,
    -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3,
    -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -2, -1,
};
PEX_GOLDEN_WEIGHTS const int8_t golden_all_minus_3[4] = {
    -3, -3, -3, -3,
};
