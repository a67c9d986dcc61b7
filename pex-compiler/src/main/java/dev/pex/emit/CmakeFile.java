package dev.pex.emit;

import dev.pex.kernel.Target;
import dev.pex.kernel.Variant;
import dev.pex.tensor.Bytes;
import java.util.SortedSet;

/**
 * A CMake target for the model. Each kernel is a library of its own, which the first model in a build defines, so that
 * several models in one firmware share their kernels.
 */
final class CmakeFile {
    private CmakeFile() {}

    static Bytes of(Names names, SortedSet<Variant> kernels, Target target) {
        StringBuilder libraries = new StringBuilder();
        for (Variant kernel : kernels) {
            libraries.append(library(names, kernel.function(), String.join(" ", kernel.sources())));
        }
        kernels.stream()
                .flatMap(k -> k.helpers().stream())
                .filter(h -> h.endsWith(".c"))
                .distinct()
                .forEach(h -> libraries.append(library(names, h.substring(0, h.length() - ".c".length()), h)));
        return CText.bytes(names.template("""
                        # @model@, made by Pex. Use it with
                        #     add_subdirectory(<this folder> @model@)
                        #     target_link_libraries(firmware PRIVATE @model@)
                        @if flags@
                        # and compile everything with @flags@, or as the product needs it.
                        @end@
                        cmake_minimum_required(VERSION 3.13)
                        project(@model@ C)

                        add_library(@model@ STATIC @model@.c @model@_weights.c)
                        target_include_directories(@model@ PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
                        @libraries@

                        # For firmware without a C library only: memcpy, memmove, memset and memcmp.
                        if(NOT TARGET pex_mem)
                          add_library(pex_mem STATIC EXCLUDE_FROM_ALL pex_mem.c)
                        endif()
                        """)
                .with("flags", target.flags())
                .when("flags", !target.flags().isEmpty())
                .with("libraries", libraries + library(names, "pex_cells", "pex_cells.c"))
                .fill());
    }

    private static String library(Names names, String library, String source) {
        return names.template("""

                        if(NOT TARGET @library@)
                          add_library(@library@ STATIC @source@)
                        endif()
                        target_link_libraries(@model@ PRIVATE @library@)
                        """)
                .with("library", library)
                .with("source", source)
                .fill();
    }
}
