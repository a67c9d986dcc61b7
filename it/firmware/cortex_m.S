/* Start-up, semihosting and measured calls for Cortex-M with the ARMv7-M or ARMv8-M instruction set. */
    .syntax unified
    .thumb

    .section .fw_start, "a", %progbits
    .globl fw_vectors
fw_vectors:
    .word __stack_top
    .word fw_reset
    .rept 14                    /* NMI ... SysTick: nothing is expected, so each is a fault */
    .word fw_fault_entry
    .endr

    .section .text.fw_start, "ax", %progbits
    .globl fw_reset
    .thumb_func
    .type fw_reset, %function
fw_reset:
    ldr r0, =__stack_top
    mov sp, r0
    ldr r0, =__data_start
    ldr r1, =__data_end
    ldr r2, =__data_load
1:  cmp r0, r1
    bhs 2f
    ldr r3, [r2], #4
    str r3, [r0], #4
    b 1b
2:  ldr r0, =__bss_start
    ldr r1, =__bss_end
    movs r2, #0
3:  cmp r0, r1
    bhs 4f
    str r2, [r0], #4
    b 3b
4:  bl fw_board_init
    bl main
    bl fw_exit
    .ltorg

    /* A fault may come from an overflow of the stack: report it on a stack of its own. */
    .thumb_func
    .type fw_fault_entry, %function
fw_fault_entry:
    mov r0, sp
#if __ARM_ARCH >= 8
    movs r1, #0
    msr msplim, r1
#endif
    ldr r1, =fw_fault_stack + 512
    mov sp, r1
    b fw_fault
    .ltorg

    .globl fw_semihost
    .thumb_func
    .type fw_semihost, %function
fw_semihost:
    bkpt 0xab
    bx lr

/*
 * int fw_call(int (*function)(void *), void *argument, fw_raw_cost *cost)
 * In assembly because the free stack is painted right up to the stack pointer, and because nothing but
 * the call may stand between the two readings of the counter.
 */
    .globl fw_call
    .thumb_func
    .type fw_call, %function
fw_call:
    push {r4-r8, lr}
    mov r4, r0
    mov r5, r2
    ldr r7, =FW_FPGAIO + 0x18   /* the board's counter, counts up */
    ldr r2, =__stack_limit
    ldr r3, =0xA5A5A5A5
    mov r6, sp
1:  cmp r2, r6
    bhs 2f
    str r3, [r2], #4
    b 1b
2:  mov r0, r1
    ldr r8, [r7]
    blx r4
    ldr r6, [r7]
    sub r1, r6, r8
    str r1, [r5, #0]
    ldr r2, =__stack_limit
    ldr r3, =0xA5A5A5A5
    mov r6, sp
3:  cmp r2, r6
    bhs 4f
    ldr r1, [r2]
    cmp r1, r3
    bne 4f
    adds r2, r2, #4
    b 3b
4:  subs r1, r6, r2
    str r1, [r5, #4]
    pop {r4-r8, pc}
    .ltorg
