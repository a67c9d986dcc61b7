/*
 * Tests every kernel against a deliberately naive implementation of the same operator.
 *
 *     kernels_test [seed [cases per kernel]]
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

#include <stdio.h>
#include <stdlib.h>

typedef struct kernel_test {
    const char *name;
    void (*make)(test_case *t);
} kernel_test;

static const kernel_test kernel_tests[] = {
    {"conv2d_s8", case_conv},
    {"depthwise_conv2d_s8", case_depthwise},
    {"fully_connected_s8", case_connected},
    {"average_pool2d_s8", case_pool},
    {"max_pool2d_s8", case_max_pool},
    {"add_s8", case_add},
    {"sub_s8", case_sub},
    {"mul_s8", case_mul},
    {"maximum_s8", case_maximum},
    {"minimum_s8", case_minimum},
    {"mean_s8", case_mean},
    {"reduce_max_s8", case_reduce_max},
    {"pad", case_pad},
    {"softmax_s8", case_softmax},
    {"transpose", case_transpose},
    {"quantize_f32", case_quantize},
    {"dequantize_f32", case_dequantize},
    {"requantize_8", case_requantize_8},
    {"lookup_8", case_lookup_8},
    {"prelu_s8", case_prelu},
    {"arg_max_s8", case_arg_max},
    {"cast", case_cast},
    {"gather", case_gather},
    {"concatenation", case_concatenation},
    {"slice", case_slice},
    {"resize_nearest", case_resize_nearest},
    {"resize_bilinear_s8", case_resize_bilinear},
    {"transpose_conv2d_s8", case_transpose_conv},
    {"conv2d_s8_mve", case_conv_mve},
    {"depthwise_conv2d_s8_mve", case_depthwise_mve},
    {"add_s8_mve", case_add_mve},
    {"fully_connected_s8_mve", case_connected_mve},
    {"conv2d_s8_small", case_conv_small},
    {"depthwise_conv2d_s8_small", case_depthwise_small},
    {"fully_connected_s8_small", case_connected_small},
};

static void test_kernel(const kernel_test *test, int cases) {
    for (report.number = 0; report.number < cases; report.number++) {
        test_case t;
        test->make(&t);
        run_case(&t);
    }
}

int main(int argc, char **argv) {
    const unsigned long seed = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
    const int cases = argc > 2 ? atoi(argv[2]) : 200;
    int i;
    printf("seed %lu, %d cases per kernel\n", seed, cases);
    random_start(seed);
    report.name = "arithmetic";
    test_arithmetic(cases);
    report.name = "taps";
    test_taps(cases);
    report.name = "memory";
    test_memory(cases);
    for (i = 0; i < COUNT_OF(kernel_tests); i++) {
        const unsigned long before = report.checks;
        report.name = kernel_tests[i].name;
        random_start(seed * 1000003u + (unsigned long)i);
        test_kernel(&kernel_tests[i], cases);
        printf("%-20s %lu checks\n", report.name, report.checks - before);
    }
    printf("%lu checks, %lu failures\n", report.checks, report.failures);
    return report.failures == 0 ? 0 : 1;
}
