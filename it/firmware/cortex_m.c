/* Board support for Arm's MPS2 boards with a Cortex-M3, M4 or M7. */
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
#define MPU_RASR REGISTER(0xE000EDA0u)

/* A timer of the board and not SysTick, whose 24 bits last for five million instructions only. */
#define TIMER_CTRL REGISTER(0x40000000u)
#define TIMER_VALUE REGISTER(0x40000004u)
#define TIMER_RELOAD REGISTER(0x40000008u)
#define TIMER_INTSTATUS REGISTER(0x4000000Cu)

extern uint8_t __stack_guard[];
extern uint32_t __stack_limit[];
extern uint32_t __stack_top[];

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

static void protect(uint32_t region, uint32_t base, uint32_t size_exponent, uint32_t access) {
    MPU_RNR = region;
    MPU_RBAR = base;
    MPU_RASR = (access << 24) | ((size_exponent - 1u) << 1) | 1u;
}

void fw_board_init(void) {
#ifdef __ARM_FP
    CPACR |= 0xFu << 20;
    __asm__ volatile("dsb\n isb" ::: "memory");
#endif
    SHCSR |= 7u << 16; /* separate handlers for MemManage, BusFault and UsageFault */
    /* This core may load words from odd addresses; others may not, and Pex promises not to. */
    CCR |= 8u;
    /* What stands for flash is RAM on this board: make writes to code and constants fault. */
    protect(0, 0u, 22, 6u);
    protect(1, (uint32_t)(uintptr_t)__stack_guard, 5, 0u);
    /* A frame larger than the guard would step over it: close what lies below the RAM as well. */
    protect(2, 0x1FF00000u, 20, 0u);
    MPU_CTRL = 5u; /* on, the default map behind the regions */
    __asm__ volatile("dsb\n isb" ::: "memory");
    TIMER_RELOAD = UINT32_MAX;
    TIMER_CTRL = 9u; /* count, and note a wrap; the interrupt controller does not listen */
}

void fw_counter_restart(void) {
    TIMER_VALUE = UINT32_MAX;
    TIMER_INTSTATUS = 1u;
}

/* The emulator runs with 128 ns an instruction, and the timer with 40 ns a tick. */
uint32_t fw_counter_instructions(uint32_t ticks) {
    if (TIMER_INTSTATUS != 0u) {
        return UINT32_MAX;
    }
    return (uint32_t)(((uint64_t)ticks * 5u + 8u) / 16u);
}
