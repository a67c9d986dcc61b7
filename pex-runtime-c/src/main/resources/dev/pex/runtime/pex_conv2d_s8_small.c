/* 2-D convolution, int8, as pex_conv2d_s8; pex_small.h says how. */
#include "pex_kernels.h"
#include "pex_small.h"

void pex_conv2d_s8_small(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const pex_small_layer layer = {
        &args->input,
        &args->output,
        args->rows,
        args->columns,
        args->weights,
        args->absent,
        args->bias,
        {args->multipliers, args->shifts, args->output_offset, args->minimum, args->maximum},
        0,
        args->input_channels};
    pex_small_convolve(&layer, arena, part);
}
