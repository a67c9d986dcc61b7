# The RISC-V core of the emulated board virt, without its floating-point unit.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_C_COMPILER riscv64-unknown-elf-gcc)
set(CMAKE_ASM_COMPILER riscv64-unknown-elf-gcc)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_C_FLAGS_INIT "-march=rv32imac -misa-spec=2.2 -mabi=ilp32 -mcmodel=medlow -O2 -ffreestanding")
set(CMAKE_ASM_FLAGS_INIT "-march=rv32imac -misa-spec=2.2 -mabi=ilp32 -mcmodel=medlow")
set(CMAKE_EXE_LINKER_FLAGS_INIT
    "-nostartfiles -nostdlib -T ${CMAKE_CURRENT_LIST_DIR}/board.ld -Wl,--defsym=flash_at=0x80000000,--defsym=ram_at=0x81000000")
