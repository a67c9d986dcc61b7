/*
 * The kernels' test of pex-runtime-c/src/test/c on a board: what host.c is on a host. Compiled with
 *   KERNELS_SEED, KERNELS_CASES  which cases
 *   KERNELS_ONLY                 the name of a single kernel, if not all are to be tested
 *   KERNELS_HEAP                 bytes for the test's tensors and arenas
 */
#include "firmware.h"
#include "kernels_test.h"

#ifndef KERNELS_ONLY
#define KERNELS_ONLY NULL
#endif

/* Around all memory that a test has, in bytes. */
#define GUARD 32u
#define GUARD_BYTE 0x5Au

/* Precedes a block; blocks follow one another, and a released block is gone when those after it are. */
typedef struct block {
    struct block *before;
    uint32_t bytes;
    uint32_t used;
    uint8_t guard[GUARD];
} block;

static uint8_t heap[KERNELS_HEAP] PEX_ALIGNED(16);
static uint32_t heap_used;
static block *last;

static uint32_t rounded(uint32_t bytes) {
    return (bytes + 15u) & ~15u;
}

/* Where a block's memory begins, a multiple of 16 bytes behind the block. */
static uint8_t *memory_of(block *b) {
    return (uint8_t *)b + rounded(sizeof(block));
}

void *allocate(size_t bytes) {
    block *b = (block *)(void *)(heap + heap_used);
    const uint32_t all = rounded(sizeof(block)) + rounded((uint32_t)bytes + GUARD);
    if (all > KERNELS_HEAP - heap_used) {
        stop("out of memory");
    }
    heap_used += all;
    b->before = last;
    b->bytes = (uint32_t)bytes;
    b->used = 1u;
    memset(b->guard, GUARD_BYTE, (uint32_t)(memory_of(b) - b->guard));
    memset(memory_of(b) + bytes, GUARD_BYTE, all - rounded(sizeof(block)) - bytes);
    last = b;
    return memory_of(b);
}

static int is_untouched(const uint8_t *from, const uint8_t *to) {
    while (from != to && *from == GUARD_BYTE) {
        from++;
    }
    return from == to;
}

void release(void *memory) {
    block *b;
    if (memory == NULL) {
        return;
    }
    b = (block *)(void *)((uint8_t *)memory - rounded(sizeof(block)));
    if (!is_untouched(b->guard, memory_of(b)) ||
        !is_untouched(memory_of(b) + b->bytes, memory_of(b) + rounded(b->bytes + GUARD))) {
        check(0, "bytes around a buffer were written");
    }
    b->used = 0u;
    while (last != NULL && last->used == 0u) {
        heap_used = (uint32_t)((uint8_t *)last - heap);
        last = last->before;
    }
}

void print(const char *text) {
    fw_text(text);
}

void print_number(uint32_t number) {
    fw_number(number);
}

void print_end(void) {
    fw_line_end();
}

void stop(const char *why) {
    fw_text("PEX-FAIL kernel=");
    fw_text(report.name);
    fw_text(" case=");
    fw_number((uint32_t)report.number);
    fw_text(" reason=");
    fw_text(why);
    fw_line_end();
    fw_exit(FW_EXIT_FAILED);
}

/* Not twins: no target has them. */
int runs(kernel_variant variant) {
#if defined(__ARM_FEATURE_MVE)
    return variant != DSP;
#elif defined(__ARM_FEATURE_DSP)
    return variant != MVE;
#else
    return variant == PORTABLE || variant == SMALL;
#endif
}

void allow_words_anywhere(int allowed) {
    fw_allow_words_anywhere(allowed);
}

int main(void) {
    int right;
    test_kernels(KERNELS_SEED, KERNELS_CASES, KERNELS_ONLY);
    right = report.failures == 0u;
    fw_text("PEX-KERNELS board=" FW_BOARD " seed=");
    fw_number(KERNELS_SEED);
    fw_text(" cases=");
    fw_number(KERNELS_CASES);
    fw_text(right ? " status=ok checks=" : " status=FAIL checks=");
    fw_number(report.checks);
    fw_text(" failures=");
    fw_number(report.failures);
    fw_line_end();
    return right ? FW_EXIT_OK : FW_EXIT_FAILED;
}
