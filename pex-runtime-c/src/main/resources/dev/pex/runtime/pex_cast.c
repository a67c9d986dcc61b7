/*
 * Conversion of stored numbers between types, as C does it where it is defined: integers lose their
 * upper bits in a narrower type and are rounded to the nearest float; floats lose their fraction. A float
 * beyond the range of the integer type becomes the nearest end of it, NaN becomes 0.
 */
#include "pex_kernels.h"

static int32_t truncated(float x, int32_t minimum, int32_t maximum) {
    if (x >= 2147483648.0f) {
        return maximum;
    }
    if (x >= -2147483648.0f) {
        return pex_clamp((int32_t)x, minimum, maximum);
    }
    return x < 0.0f ? minimum : 0;
}

static int32_t integer_of(float x, uint8_t type) {
    if (type == PEX_CAST_INT32) {
        return truncated(x, -2147483647 - 1, 2147483647);
    }
    return type == PEX_CAST_INT8 ? truncated(x, -128, 127) : truncated(x, 0, 255);
}

static int32_t load(const uint8_t *from, uint8_t type) {
    if (type == PEX_CAST_INT32) {
        return *(const int32_t *)(const void *)from;
    }
    return type == PEX_CAST_INT8 ? (int8_t)*from : *from;
}

static void convert(const uint8_t *from, uint8_t from_type, uint8_t *to, uint8_t to_type) {
    int32_t value;
    if (from_type == PEX_CAST_FLOAT32) {
        value = integer_of(*(const float *)(const void *)from, to_type);
    } else {
        value = load(from, from_type);
    }
    if (to_type == PEX_CAST_FLOAT32) {
        *(float *)(void *)to = (float)value;
    } else if (to_type == PEX_CAST_INT32) {
        *(int32_t *)(void *)to = value;
    } else {
        *to = (uint8_t)value;
    }
}

static uint32_t bytes_of(uint8_t type) {
    return type == PEX_CAST_INT32 || type == PEX_CAST_FLOAT32 ? 4u : 1u;
}

static void compute(const pex_pixel *pixel, const void *constants) {
    const pex_cast_args *args = (const pex_cast_args *)constants;
    const uint32_t from_bytes = bytes_of(args->from);
    const uint32_t to_bytes = bytes_of(args->to);
    uint32_t k;
    for (k = 0; k < pixel->channels; k++) {
        convert(pixel->input + k * from_bytes, args->from, pixel->output + k * to_bytes, args->to);
    }
}

void pex_cast(const pex_cast_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_pixel(&args->input, bytes_of(args->from), &args->output, bytes_of(args->to), arena, part,
                       compute, args);
}
