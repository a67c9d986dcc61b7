/* Kernels that combine several elements into one, without weights. pex_kernels.h has the common rules. */
#ifndef PEX_KERNELS_REDUCING_H
#define PEX_KERNELS_REDUCING_H

#include "pex_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Average pooling, int8: raw values are summed and divided by the count of present taps, half away
 * from zero. With one row of output, takes in input rows slice by slice.
 */
typedef struct pex_average_pool2d_s8_args {
    pex_view input;
    pex_view output;
    const pex_window *rows;
    const pex_window *columns;
    int8_t minimum;
    int8_t maximum;
} pex_average_pool2d_s8_args;

void pex_average_pool2d_s8(const pex_average_pool2d_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Maximum over a window, int8: of the taps that lie inside the input. Input and output share one
 * quantisation. With one row of output, takes in input rows slice by slice; the output itself keeps the
 * maximum so far and there are no accumulators.
 */
typedef pex_average_pool2d_s8_args pex_max_pool2d_s8_args;

void pex_max_pool2d_s8(const pex_max_pool2d_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Mean or sum of counts[0] x counts[1] x counts[2] elements (rows, columns, channels), int8; the count is 1
 * along an axis that is kept. For a mean 1 / (number of elements) is folded into the scale: output =
 * clamp(requantize(sum(x) - bias, scale) + output_offset). bias: number of elements of a result times
 * the input zero point. Takes in slices along any of these axes.
 */
typedef struct pex_mean_s8_args {
    pex_view input;
    pex_view output;
    uint16_t counts[3];
    int16_t output_offset;
    int32_t bias;
    pex_scale scale;
} pex_mean_s8_args;

void pex_mean_s8(const pex_mean_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Maximum of counts[0] x counts[1] x counts[2] elements, as above, int8. Input and output share one
 * quantisation. Takes in slices along any of these axes; the output itself keeps the maximum so far and there
 * are no accumulators.
 */
typedef struct pex_reduce_max_s8_args {
    pex_view input;
    pex_view output;
    uint16_t counts[3];
} pex_reduce_max_s8_args;

void pex_reduce_max_s8(const pex_reduce_max_s8_args *args, uint8_t *arena, const pex_part *part);

/* The same for the minimum. */
typedef pex_reduce_max_s8_args pex_reduce_min_s8_args;

void pex_reduce_min_s8(const pex_reduce_min_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * The int32 index of the largest of `count` int8 elements along an axis (0 rows, 1 columns, 2 channels), the
 * first of equal ones. The output has extent 1 there.
 */
typedef struct pex_arg_max_s8_args {
    pex_view input;
    pex_view output;
    uint16_t count;
    uint8_t axis;
} pex_arg_max_s8_args;

void pex_arg_max_s8(const pex_arg_max_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Softmax over channels (4,095 at most) in fixed point, int8. A part spans all channels. The output may start
 * where the input starts, with equal layout.
 */
typedef struct pex_softmax_s8_args {
    pex_view input;
    pex_view output;
    int32_t minimum_difference;
    pex_scale input_scale;
} pex_softmax_s8_args;

void pex_softmax_s8(const pex_softmax_s8_args *args, uint8_t *arena, const pex_part *part);

#ifdef __cplusplus
}
#endif

#endif
