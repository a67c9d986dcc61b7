/* Board support for the emulator's RISC-V board "virt" with a 32-bit core. */
#include "firmware.h"

extern uint8_t __stack_guard[];
extern uint8_t __ram_end[];

/* The size is known to riscv.S. */
uint32_t fw_fault_stack[128] __attribute__((aligned(16)));

void fw_trap(uint32_t cause, uint32_t value, uint32_t address) __attribute__((noreturn));

void fw_trap(uint32_t cause, uint32_t value, uint32_t address) {
    fw_text("PEX-FAULT mcause=");
    fw_hexadecimal(cause);
    fw_text(" mtval=");
    fw_hexadecimal(value);
    fw_text(" mepc=");
    fw_hexadecimal(address);
    fw_line_end();
    fw_exit(FW_EXIT_FAULT);
}

#define PMP_READ 0x01u
#define PMP_EXECUTE 0x04u
#define PMP_TOP_OF_RANGE 0x08u
#define PMP_POWER_OF_TWO 0x18u
#define PMP_LOCKED 0x80u /* binds machine mode, too */

#define WRITE_CSR(name, value) __asm__ volatile("csrw " name ", %0" ::"r"(value) : "memory")

/* An address register that covers a naturally aligned power of two of bytes. */
static uint32_t power_of_two(uint32_t base, uint32_t bytes) {
    return (base >> 2) | ((bytes >> 3) - 1u);
}

/* The emulator's core does without a word. */
void fw_allow_words_anywhere(int allowed) {
    (void)allowed;
}

void fw_board_init(void) {
    /* What stands for flash is RAM on this board: make writes to code and constants fault. */
    WRITE_CSR("pmpaddr0", power_of_two((uint32_t)(uintptr_t)__stack_guard, 32u));
    WRITE_CSR("pmpaddr1", power_of_two(0x80000000u, 0x01000000u));
    /* From a page's start: semihosting probes a string up to the end of its page. */
    WRITE_CSR("pmpaddr2", (((uint32_t)(uintptr_t)__ram_end + 4095u) & ~4095u) >> 2);
    WRITE_CSR("pmpaddr3", 0x90000000u >> 2);
    WRITE_CSR("pmpcfg0", (PMP_LOCKED | PMP_POWER_OF_TWO) |
                             ((PMP_LOCKED | PMP_POWER_OF_TWO | PMP_READ | PMP_EXECUTE) << 8) |
                             ((PMP_LOCKED | PMP_TOP_OF_RANGE) << 24));
}

/* The counter is 64 bits wide: 32 of them wrap after four thousand million instructions only. */
void fw_counter_restart(void) {
}

uint32_t fw_counter_instructions(uint32_t ticks) {
    return ticks;
}
