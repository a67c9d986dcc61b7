/* Start-up, semihosting and measured calls for RISC-V, 32 bits, machine mode. */
    .section .fw_start, "ax", @progbits
    .globl fw_reset
fw_reset:
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la sp, __stack_top
    la t0, fw_trap_entry
    csrw mtvec, t0
    la t0, __data_start
    la t1, __data_end
    la t2, __data_load
1:  bgeu t0, t1, 2f
    lw t3, 0(t2)
    sw t3, 0(t0)
    addi t0, t0, 4
    addi t2, t2, 4
    j 1b
2:  la t0, __bss_start
    la t1, __bss_end
3:  bgeu t0, t1, 4f
    sw zero, 0(t0)
    addi t0, t0, 4
    j 3b
4:  call fw_board_init
    call main
    call fw_exit

    /* A trap may come from an overflow of the stack: report it on a stack of its own. */
    .balign 4
fw_trap_entry:
    la sp, fw_fault_stack + 512
    csrr a0, mcause
    csrr a1, mtval
    csrr a2, mepc
    call fw_trap

    /* The emulator knows the call by these three instructions, uncompressed and within one page. */
    .text
    .balign 16
    .globl fw_semihost
fw_semihost:
    .option push
    .option norvc
    slli x0, x0, 0x1f
    ebreak
    srai x0, x0, 7
    .option pop
    ret

/*
 * int fw_call(int (*function)(void *), void *argument, fw_raw_cost *cost)
 * In assembly because the free stack is painted right up to the stack pointer, and because nothing but
 * the call may stand between the two readings of the counter.
 */
    .globl fw_call
fw_call:
    addi sp, sp, -16
    sw ra, 12(sp)
    sw s0, 8(sp)
    sw s1, 4(sp)
    mv s0, a2
    la t0, __stack_limit
    li t1, 0xA5A5A5A5
1:  bgeu t0, sp, 2f
    sw t1, 0(t0)
    addi t0, t0, 4
    j 1b
2:  mv t0, a0
    mv a0, a1
    rdinstret s1
    jalr t0
    rdinstret t0
    sub t0, t0, s1
    sw t0, 0(s0)
    la t0, __stack_limit
    li t1, 0xA5A5A5A5
3:  bgeu t0, sp, 4f
    lw t2, 0(t0)
    bne t2, t1, 4f
    addi t0, t0, 4
    j 3b
4:  sub t0, sp, t0
    sw t0, 4(s0)
    lw ra, 12(sp)
    lw s0, 8(sp)
    lw s1, 4(sp)
    addi sp, sp, 16
    ret
