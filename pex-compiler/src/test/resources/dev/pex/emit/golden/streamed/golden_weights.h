/* Constants of the model; only for the model's own sources. */
#ifndef PEX_GOLDEN_WEIGHTS_H
#define PEX_GOLDEN_WEIGHTS_H

#include "pex_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

extern const int8_t golden_op2_weights[54];
extern const int32_t golden_op2_bias[6];
extern const int32_t golden_op2_multipliers[6];
extern const int8_t golden_op2_shifts[6];
extern const int8_t golden_op4_weights[18];
extern const int32_t golden_op4_bias[3];
extern const int32_t golden_op4_multipliers[3];
extern const int8_t golden_op4_shifts[3];
extern const int8_t golden_op3_weights[54];
extern const int32_t golden_op3_bias[6];
extern const int32_t golden_op3_multipliers[6];
extern const int8_t golden_op3_shifts[6];
extern const int8_t golden_op7_weights[18];
extern const int32_t golden_op7_bias[2];
extern const int32_t golden_op7_multipliers[1];
extern const int8_t golden_op7_shifts[1];
extern const int8_t golden_table0[256];
extern const int8_t golden_all_minus_3[4];

#ifdef __cplusplus
}
#endif

#endif
