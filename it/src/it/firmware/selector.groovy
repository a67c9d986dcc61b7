// Without cross compilers and emulators this project cannot run; the invoker says that it skips.
['arm-none-eabi-gcc', 'riscv64-unknown-elf-gcc', 'qemu-system-arm', 'qemu-system-riscv32'].every { tool ->
    System.getenv('PATH').split(File.pathSeparator).any { new File(it, tool).canExecute() }
}
