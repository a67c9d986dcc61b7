package dev.pex.emit;

import dev.pex.kernel.Variant;
import dev.pex.tensor.Bytes;
import java.util.SortedSet;

/**
 * A CMake target for the model. Each kernel is a library of its own that the first model to come
 * defines, so that several models in one firmware share their kernels.
 */
final class CmakeFile {
    private CmakeFile() {}

    static Bytes of(Names names, SortedSet<Variant> kernels) {
        CText text = new CText();
        text.line("# " + names.model() + ", made by Pex. Use it with");
        text.line("#     add_subdirectory(<this folder> " + names.model() + ")");
        text.line("#     target_link_libraries(firmware PRIVATE " + names.model() + ")");
        text.line("cmake_minimum_required(VERSION 3.13)");
        text.line("project(" + names.model() + " C)").line();
        text.line("add_library(" + names.model() + " STATIC " + names.source() + " " + names.weightsSource() + ")");
        text.line("target_include_directories(" + names.model() + " PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})");
        for (Variant kernel : kernels) {
            library(text, names, kernel.function(), kernel.source());
        }
        kernels.stream()
                .flatMap(k -> k.helpers().stream())
                .filter(h -> h.endsWith(".c"))
                .distinct()
                .forEach(h -> library(text, names, h.substring(0, h.length() - ".c".length()), h));
        library(text, names, "pex_cells", "pex_cells.c");
        text.line();
        text.line("# Only for firmware without a C library: memcpy, memmove, memset and memcmp.");
        text.line("if(NOT TARGET pex_mem)");
        text.line("  add_library(pex_mem STATIC EXCLUDE_FROM_ALL pex_mem.c)");
        text.line("endif()");
        return text.toBytes();
    }

    private static void library(CText text, Names names, String library, String source) {
        text.line();
        text.line("if(NOT TARGET " + library + ")");
        text.line("  add_library(" + library + " STATIC " + source + ")");
        text.line("endif()");
        text.line("target_link_libraries(" + names.model() + " PRIVATE " + library + ")");
    }
}
