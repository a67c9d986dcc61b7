/*
 * Board support for Arm's MPS2 and MPS3 boards with a Cortex-M3 or later. Compiled with
 *   FW_FPGAIO        where the board's FPGA has its registers
 *   FW_UNALIGNED_WORDS  1 when kernels load words from any address, which the DSP extension's do
 *   FW_FPGAIO_HERTZ  how fast the emulator lets its counter count
 */
#include "firmware.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))
#define CCR REGISTER(0xE000ED14u)
#define SHCSR REGISTER(0xE000ED24u)
#define CFSR REGISTER(0xE000ED28u)
#define HFSR REGISTER(0xE000ED2Cu)
#define MMFAR REGISTER(0xE000ED34u)
#define BFAR REGISTER(0xE000ED38u)
#define CPACR REGISTER(0xE000ED88u)
#define MPU_CTRL REGISTER(0xE000ED94u)
#define MPU_RNR REGISTER(0xE000ED98u)
#define MPU_RBAR REGISTER(0xE000ED9Cu)
#define MPU_RASR REGISTER(0xE000EDA0u) /* ARMv7-M */
#define MPU_RLAR REGISTER(0xE000EDA0u) /* ARMv8-M */
#define MPU_MAIR0 REGISTER(0xE000EDC0u)

/* Clocks of the board and not SysTick, whose 24 bits last for five million instructions only. */
#define CLOCK_100_HERTZ REGISTER(FW_FPGAIO + 0x14)

/* board.sh has the emulator spend 128 ns on each instruction. */
#define INSTRUCTIONS_PER_SECOND 7812500u

extern uint8_t __stack_guard[];
extern uint32_t __stack_limit[];
extern uint32_t __stack_top[];
extern uint8_t __flash_start[];
extern uint8_t __flash_end[];
extern uint8_t __ram_end[];
extern uint8_t __ram_most_end[];
extern uint8_t __records_start[];
extern uint8_t __records_end[];

/* The size is known to cortex_m.S. */
uint32_t fw_fault_stack[128] __attribute__((aligned(8)));

void fw_fault(const uint32_t *frame) __attribute__((noreturn));

/* frame is where the core has saved its registers, unless the stack was full. */
void fw_fault(const uint32_t *frame) {
    fw_text("PEX-FAULT cfsr=");
    fw_hexadecimal(CFSR);
    fw_text(" hfsr=");
    fw_hexadecimal(HFSR);
    fw_text(" mmfar=");
    fw_hexadecimal(MMFAR);
    fw_text(" bfar=");
    fw_hexadecimal(BFAR);
    if (frame >= __stack_limit && frame + 8 <= __stack_top) {
        fw_text(" pc=");
        fw_hexadecimal(frame[6]);
    }
    fw_line_end();
    fw_exit(FW_EXIT_FAULT);
}

#if __ARM_ARCH >= 8

static void read_only(uint32_t region, uint32_t base, uint32_t end) {
    MPU_RNR = region;
    MPU_RBAR = base | (2u << 1);
    MPU_RLAR = ((end - 1u) & ~31u) | 1u;
}

/* No region can forbid all access here, but the core itself checks the stack pointer. */
static void protect_memory(void) {
    __asm__ volatile("msr msplim, %0" ::"r"(__stack_limit) : "memory");
    MPU_MAIR0 = 0x44u; /* normal memory, not cached */
    read_only(0, (uint32_t)(uintptr_t)__flash_start, (uint32_t)(uintptr_t)__flash_end);
    read_only(1, (uint32_t)(uintptr_t)__stack_guard, (uint32_t)(uintptr_t)__stack_limit);
    /* From the end of what was linked to the end of the memory. */
    read_only(2, (uint32_t)(uintptr_t)__ram_end, (uint32_t)(uintptr_t)__ram_most_end);
    read_only(3, (uint32_t)(uintptr_t)__records_start, (uint32_t)(uintptr_t)__records_end);
}

#else

static void protect(uint32_t region, uint32_t base, uint32_t size_exponent, uint32_t access) {
    MPU_RNR = region;
    MPU_RBAR = base;
    MPU_RASR = (access << 24) | ((size_exponent - 1u) << 1) | 1u;
}

static void protect_memory(void) {
    protect(0, 0u, 22, 6u);
    protect(1, (uint32_t)(uintptr_t)__stack_guard, 5, 0u);
    /* A frame larger than the guard would step over it: close what lies below the RAM as well. */
    protect(2, 0x1FF00000u, 20, 0u);
    protect(3, (uint32_t)(uintptr_t)__records_start, 24, 6u);
}

#endif

void fw_allow_words_anywhere(int allowed) {
    CCR = allowed ? CCR & ~8u : CCR | 8u;
}

void fw_board_init(void) {
#ifdef __ARM_FP
    /* Both coprocessors: they are the floating-point unit and, where there is one, the vector unit. */
    CPACR |= 0xFu << 20;
    __asm__ volatile("dsb\n isb" ::: "memory");
#endif
    SHCSR |= 7u << 16; /* separate handlers for MemManage, BusFault and UsageFault */
    /* This core may load words from odd addresses; others may not, and portable kernels promise not to. */
    fw_allow_words_anywhere(FW_UNALIGNED_WORDS);
    /* What stands for flash is RAM on this board: make writes to code and constants fault. */
    protect_memory();
    MPU_CTRL = 5u; /* on, the default map behind the regions */
    __asm__ volatile("dsb\n isb" ::: "memory");
}

static uint32_t restarted;

void fw_counter_restart(void) {
    restarted = CLOCK_100_HERTZ;
}

/* The slow clock counts how often the counter's 32 bits have wrapped. */
uint32_t fw_counter_instructions(uint32_t ticks) {
    uint64_t about = (uint64_t)(CLOCK_100_HERTZ - restarted) * (FW_FPGAIO_HERTZ / 100u);
    uint64_t half = (uint64_t)1 << 31;
    uint64_t exact = ticks;
    while (exact + half < about) {
        exact += 2u * half;
    }
    exact = (exact * INSTRUCTIONS_PER_SECOND + FW_FPGAIO_HERTZ / 2u) / FW_FPGAIO_HERTZ;
    return exact < UINT32_MAX ? (uint32_t)exact : UINT32_MAX;
}
