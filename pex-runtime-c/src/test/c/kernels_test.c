/*
 * Tests every kernel against a deliberately naive implementation of the same operator, on the machine that
 * host.c or a firmware stands for. The same seed gives the same cases everywhere.
 *
 * A case is an operator with random extents and constants. Its output is cut at random places along all three
 * axes. For each part
 *   - the naive implementation computes the expected bytes and notes which input elements it read,
 *   - an arena is filled with noise and only these elements are put into it, in views with random strides
 *     and offsets, rolling row buffers of random capacity, and sometimes room for a slice only,
 *   - the kernel runs; the part must equal the expected bytes and every other byte must be as before.
 * So a kernel that depends on an element that the part does not need, or writes outside the part, fails.
 */
#include "kernels_test.h"

typedef struct kernel_test {
    const char *name;
    void (*make)(test_case *t);
    kernel_variant variant;
} kernel_test;

static const kernel_test kernel_tests[] = {
    {"conv2d_s8", case_conv, PORTABLE},
    {"depthwise_conv2d_s8", case_depthwise, PORTABLE},
    {"fully_connected_s8", case_connected, PORTABLE},
    {"average_pool2d_s8", case_pool, PORTABLE},
    {"max_pool2d_s8", case_max_pool, PORTABLE},
    {"add_s8", case_add, PORTABLE},
    {"sub_s8", case_sub, PORTABLE},
    {"squared_difference_s8", case_squared_difference, PORTABLE},
    {"mul_s8", case_mul, PORTABLE},
    {"div_s8", case_div, PORTABLE},
    {"maximum_s8", case_maximum, PORTABLE},
    {"minimum_s8", case_minimum, PORTABLE},
    {"mean_s8", case_mean, PORTABLE},
    {"reduce_max_s8", case_reduce_max, PORTABLE},
    {"reduce_min_s8", case_reduce_min, PORTABLE},
    {"pad", case_pad, PORTABLE},
    {"softmax_s8", case_softmax, PORTABLE},
    {"transpose", case_transpose, PORTABLE},
    {"quantize_f32", case_quantize, PORTABLE},
    {"dequantize_f32", case_dequantize, PORTABLE},
    {"requantize_8", case_requantize_8, PORTABLE},
    {"lookup_8", case_lookup_8, PORTABLE},
    {"prelu_s8", case_prelu, PORTABLE},
    {"arg_max_s8", case_arg_max, PORTABLE},
    {"cast", case_cast, PORTABLE},
    {"gather", case_gather, PORTABLE},
    {"concatenation", case_concatenation, PORTABLE},
    {"slice", case_slice, PORTABLE},
    {"resize_nearest", case_resize_nearest, PORTABLE},
    {"resize_bilinear_s8", case_resize_bilinear, PORTABLE},
    {"transpose_conv2d_s8", case_transpose_conv, PORTABLE},
    {"conv2d_s8_mve", case_conv_mve, MVE},
    {"depthwise_conv2d_s8_mve", case_depthwise_mve, MVE},
    {"add_s8_mve", case_add_mve, MVE},
    {"fully_connected_s8_mve", case_connected_mve, MVE},
    {"conv2d_s8_small", case_conv_small, SMALL},
    {"depthwise_conv2d_s8_small", case_depthwise_small, SMALL},
    {"fully_connected_s8_small", case_connected_small, SMALL},
    {"conv2d_s8_dsp", case_conv_dsp, DSP},
    {"depthwise_conv2d_s8_dsp", case_depthwise_dsp, DSP},
    {"add_s8_dsp", case_add_dsp, DSP},
    {"fully_connected_s8_dsp", case_connected_dsp, DSP},
};

/* Loops in assembly are many for few kernels, so these have more cases. */
static void test_kernel(const kernel_test *test, int cases) {
    if (test->variant == MVE || test->variant == DSP) {
        cases *= 4;
    }
    for (report.number = 0; report.number < cases; report.number++) {
        test_case t;
        test->make(&t);
        run_case(&t);
    }
}

static int is_named(const char *name, const char *wanted) {
    while (*name == *wanted && *name != 0) {
        name++;
        wanted++;
    }
    return *name == *wanted;
}

void test_kernels(uint32_t seed, int cases, const char *only) {
    int tested = 0;
    int i;
    report.seed = seed;
    random_start(seed);
    report.name = "arithmetic";
    test_arithmetic(cases);
    report.name = "taps";
    test_taps(cases);
    for (i = 0; i < COUNT_OF(kernel_tests); i++) {
        const uint32_t before = report.checks;
        if (!runs(kernel_tests[i].variant) || (only != NULL && !is_named(kernel_tests[i].name, only))) {
            continue;
        }
        tested++;
        report.name = kernel_tests[i].name;
        random_start((uint64_t)seed * 1000003u + (uint64_t)i);
        allow_words_anywhere(kernel_tests[i].variant == DSP);
        test_kernel(&kernel_tests[i], cases);
        print(report.name);
        print(" ");
        print_number(report.checks - before);
        print(" checks");
        print_end();
    }
    allow_words_anywhere(0);
    if (tested == 0) {
        stop("there is no such kernel here");
    }
}
