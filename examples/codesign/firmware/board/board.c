/* The least that a C program needs on a bare board: a start, a console and an end. */
#include "board.h"

#define SYS_WRITE0 0x04u
#define SYS_EXIT_EXTENDED 0x20u
#define APPLICATION_EXIT 0x20026u

/* Of board.ld. */
extern uint32_t data_load[];
extern uint32_t data_start[];
extern uint32_t data_end[];
extern uint32_t bss_start[];
extern uint32_t bss_end[];
extern uint32_t stack_top[];

int main(void);
void reset(void);
void board_start(void);

static void semihost(uint32_t operation, const void *argument) {
#ifdef __riscv
    register uint32_t a0 __asm__("a0") = operation;
    register const void *a1 __asm__("a1") = argument;
    /* The emulator knows the call by these three instructions, uncompressed and within one page. */
    __asm__ volatile(".balign 16\n"
                     ".option push\n"
                     ".option norvc\n"
                     "slli x0, x0, 0x1f\n"
                     "ebreak\n"
                     "srai x0, x0, 7\n"
                     ".option pop\n"
                     : "+r"(a0)
                     : "r"(a1)
                     : "memory");
#else
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
#endif
}

static void finish(int status) {
    uint32_t block[2];
    block[0] = APPLICATION_EXIT;
    block[1] = (uint32_t)status;
    for (;;) {
        semihost(SYS_EXIT_EXTENDED, block);
    }
}

/* Not inlined: no instruction of it may run before the vector unit is on. */
__attribute__((noinline)) void board_start(void) {
    const uint32_t *from = data_load;
    uint32_t *to;
    for (to = data_start; to < data_end; to++) {
        *to = *from++;
    }
    for (to = bss_start; to < bss_end; to++) {
        *to = 0;
    }
    finish(main());
}

#ifdef __riscv

__attribute__((naked, section(".start"), used)) void reset(void) {
    __asm__ volatile(".option push\n"
                     ".option norelax\n"
                     "la gp, global_pointer\n"
                     ".option pop\n"
                     "la sp, stack_top\n"
                     "j board_start\n");
}

#else

void reset(void) {
    /* The floating-point and vector unit, which is off after a reset. */
    *(volatile uint32_t *)0xE000ED88u |= 0xFu << 20;
    __asm__ volatile("dsb\n isb" ::: "memory");
    board_start();
}

static void fault(void) {
    board_text("fault\n");
    finish(99);
}

static const struct {
    uint32_t *stack;
    void (*handlers[15])(void);
} vectors __attribute__((section(".start"), used)) = {
    stack_top,
    {reset, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault},
};

#endif

void board_text(const char *text) {
    semihost(SYS_WRITE0, text);
}

void board_number(uint32_t value) {
    char digits[11];
    uint32_t first = sizeof digits - 1u;
    digits[first] = 0;
    do {
        digits[--first] = (char)('0' + (char)(value % 10u));
        value /= 10u;
    } while (value != 0u);
    board_text(&digits[first]);
}
