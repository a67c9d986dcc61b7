// Their firmware is built by CMake.
['cmake', 'make', 'cc'].every { tool ->
    System.getenv('PATH').split(File.pathSeparator).any { new File(it, tool).canExecute() }
}
