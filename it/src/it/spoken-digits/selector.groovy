// Without a cross compiler and an emulator this project cannot run; the invoker says that it skips.
['bash', 'cmake', 'make', 'arm-none-eabi-gcc', 'qemu-system-arm'].every { tool ->
    System.getenv('PATH').split(File.pathSeparator).any { new File(it, tool).canExecute() }
}
