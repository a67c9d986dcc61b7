package dev.pex.emit;

import dev.pex.tensor.Bytes;

/** The files of a model's constants: a header that declares the arrays and a source that defines them. */
final class WeightsFiles {
    private WeightsFiles() {}

    static Bytes header(Names names, ConstantArrays constants) {
        return CText.bytes(names.template("""
                        /* Constants of the model; only for the model's own sources. */
                        #ifndef PEX_@MODEL@_WEIGHTS_H
                        #define PEX_@MODEL@_WEIGHTS_H

                        #include "pex_runtime.h"

                        #ifdef __cplusplus
                        extern "C" {
                        #endif

                        @declarations@

                        #ifdef __cplusplus
                        }
                        #endif

                        #endif
                        """)
                .with("declarations", constants.declarations())
                .fill());
    }

    static Bytes source(Names names, ConstantArrays constants) {
        return CText.bytes(names.template("""
                        /*
                         * Constants of the model, @bytes@ bytes. Define PEX_@MODEL@_WEIGHTS to choose their section, for instance
                         *     -D'PEX_@MODEL@_WEIGHTS=__attribute__((section(".qspi")))'
                         */
                        #include "@model@_weights.h"

                        #ifndef PEX_@MODEL@_WEIGHTS
                        #define PEX_@MODEL@_WEIGHTS
                        #endif

                        @definitions@
                        """)
                .with("bytes", constants.bytes())
                .with("definitions", constants.definitions())
                .fill());
    }
}
