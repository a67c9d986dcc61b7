package dev.pex.emit;

import dev.pex.tensor.Bytes;

/** The model's source: arguments of each operator, the schedule as data, and the functions that walk it. */
final class SourceFile {
    private SourceFile() {}

    static Bytes of(ModelCode model, ModelTables tables) {
        return CText.bytes(model.names()
                .template("""
                        /* Schedule of @model@; made by Pex, do not edit. */
                        #include "@model@.h"
                        #include "@model@_weights.h"
                        #include "pex_kernels.h"
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
                .with("loop", model.hasSteps() ? StepLoop.of(model, tables.hasCells()) : "")
                .with("interface", EntryPoints.of(model, tables))
                .when("streamed", model.streamed())
                .fill());
    }
}
