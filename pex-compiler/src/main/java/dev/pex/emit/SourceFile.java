package dev.pex.emit;

import dev.pex.tensor.Bytes;
import java.util.stream.Collectors;

/** The model's source: arguments of each operator, the schedule as data, and the functions that walk it. */
final class SourceFile {
    private SourceFile() {}

    static Bytes of(ModelCode model, ModelTables tables) {
        String own = ownHeaders(model);
        return CText.bytes(model.names()
                .template("""
                        /* Schedule of @model@; made by Pex, do not edit. */
                        #include "@model@.h"
                        #include "@model@_weights.h"
                        #include "pex_kernels.h"
                        @if own@
                        @own@
                        @end@
                        @if streamed@
                        #include "pex_mem.h"
                        @end@

                        /* Called before each step with the number of its operator, if a profiler defines it. */
                        #ifndef PEX_@MODEL@_ON_STEP
                        #define PEX_@MODEL@_ON_STEP(number) ((void)0)
                        #endif

                        @tables@
                        @loop@
                        @interface@
                        """)
                .with("tables", tables.definitions())
                .when("own", !own.isEmpty())
                .with("own", own)
                .with("loop", model.hasSteps() ? StepLoop.of(model, tables.hasCells()) : "")
                .with("interface", EntryPoints.of(model, tables))
                .when("streamed", model.streamed())
                .fill());
    }

    /** Includes of the kernels from outside, each on a line of its own. */
    private static String ownHeaders(ModelCode model) {
        return model.byKernel().keySet().stream()
                .flatMap(kernel -> kernel.custom().stream())
                .map(kernel -> "#include \"" + kernel.header() + "\"")
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
