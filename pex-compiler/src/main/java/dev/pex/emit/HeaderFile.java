package dev.pex.emit;

import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.util.List;

/** The model's public header. */
final class HeaderFile {
    private HeaderFile() {}

    static Bytes of(ModelCode model, Footprint footprint, List<String> labels) {
        return CText.bytes(model.names()
                .template("""
                        @summary@
                        #ifndef PEX_MODEL_@MODEL@_H
                        #define PEX_MODEL_@MODEL@_H

                        #include "pex_runtime.h"

                        #if PEX_RUNTIME_VERSION != @version@
                        #error "@model@ and pex_runtime.h come from different versions of Pex"
                        #endif

                        #ifdef __cplusplus
                        extern "C" {
                        #endif

                        @macros@
                        @state@
                        @functions@
                        @addresses@
                        @conversions@
                        #ifdef __cplusplus
                        }
                        #endif

                        #endif
                        """)
                .with("summary", HeaderSummary.of(model, footprint, labels))
                .with("version", RuntimeFiles.VERSION)
                .with("macros", HeaderMacros.of(model, footprint, labels))
                .with("state", state(model))
                .with("functions", functions(model))
                .with("addresses", addresses(model))
                .with("conversions", conversions(model))
                .fill());
    }

    private static String state(ModelCode model) {
        return model.names()
                .template("""
                        /* One instance. Its fields are private. */
                        typedef struct @model@_state {
                            uint8_t *arena;    /* null until init */
                            uint32_t position; /* in the schedule; 0 between inferences */
                        @if streamed@
                            uint32_t received; /* number of rows received for the next step */
                        @end@
                        @if parts@
                            @counter@ next[@count@]; /* by operator: its next part */
                        @end@
                        } @model@_state;

                        """)
                .with("counter", CText.unsigned(model.entries().counterBytes()))
                .with("count", model.entries().cut())
                .when("streamed", model.streamed())
                .when("parts", model.entries().cut() > 0)
                .fill();
    }

    private static String functions(ModelCode model) {
        return model.names()
                .template("""
                        /*
                         * Gives an instance its arena, which must outlive it, and begins a new inference. Writes nothing into
                         * the arena. After PEX_ERROR_NULL, PEX_ERROR_ARENA_SMALL or PEX_ERROR_ARENA_ALIGNMENT the state cannot
                         * be used.
                         */
                        pex_status @model@_init(@model@_state *state, void *arena, uint32_t bytes);

                        @if !streamed@
                        /* Address of an input, to be filled before each inference; null when there is no input of this index. */
                        void *@model@_input(const @model@_state *state, uint32_t index);

                        @end@
                        /*
                         * Address of an output, valid after an inference; null when there is no output of this index, and while an
                         * inference is under way, when other data may lie there.
                         */
                        const void *@model@_output(const @model@_state *state, uint32_t index);

                        @functions@
                        """)
                .with(
                        "functions",
                        model.names()
                                .template(model.streamed() ? ROWS : RESIDENT)
                                .fill())
                .when("streamed", model.streamed())
                .fill();
    }

    private static final String RESIDENT = """
            /* Runs a whole inference, or the rest of one begun with steps. PEX_OK, PEX_ERROR_NULL or
             * PEX_ERROR_STATE. */
            pex_status @model@_run(@model@_state *state);

            /*
             * Performs one step, a bounded amount of work: for watchdogs and cooperative loops. PEX_MORE until the
             * last step of an inference, then PEX_OK; the next call begins a new inference. PEX_ERROR_NULL or
             * PEX_ERROR_STATE.
             */
            pex_status @model@_step(@model@_state *state);

            """;

    /** Of a model whose inputs arrive row by row. */
    private static final String ROWS = """
            /*
             * Passes the next `count` rows of an input, stored one after another; the inference continues as far as
             * it can. *taken becomes the number of rows that were used, 0 after an error; they need not be kept.
             *   PEX_NEEDS_ROWS   the inference waits for more rows; if fewer were taken than passed, for rows of
             *                    another input, which @model@_wanted names
             *   PEX_OK           the inference is complete; rows not taken belong to the next one
             *   PEX_ERROR_INPUT  nothing taken: the inference waits for another input, or there is no input of this
             *                    index
             *   PEX_ERROR_NULL, PEX_ERROR_STATE
             */
            pex_status @model@_push(@model@_state *state, uint32_t input, const void *rows, uint32_t count,
                                uint32_t *taken);

            /*
             * Runs a whole inference, or the rest of one, and asks `source` for each row. A status of the source
             * other than PEX_OK ends the call with that status, and the next call asks for the same row again.
             * PEX_OK, PEX_ERROR_NULL, PEX_ERROR_STATE, or a status of the source.
             */
            pex_status @model@_run_pull(@model@_state *state, pex_row_source source, void *context);

            /*
             * Performs one step, a bounded amount of work: for watchdogs and cooperative loops. PEX_MORE while steps
             * remain, PEX_NEEDS_ROWS when the next step waits for a row, PEX_OK after the last step; the next call
             * begins a new inference. PEX_ERROR_NULL or PEX_ERROR_STATE.
             */
            pex_status @model@_step(@model@_state *state);

            /*
             * Takes one row and performs no step, as @model@_push does between steps. To be called after
             * PEX_NEEDS_ROWS.
             *   PEX_MORE         taken
             *   PEX_OK           taken, and the inference is complete: no operator reads the last rows
             *   PEX_ERROR_INPUT  not taken: a step comes first, or the inference waits for another input
             *   PEX_ERROR_NULL, PEX_ERROR_STATE
             */
            pex_status @model@_accept(@model@_state *state, uint32_t input, const void *row);

            /*
             * Finds the next row, and its input, that the inference will wait for: PEX_NEEDS_ROWS. PEX_MORE when it
             * needs no more rows. PEX_ERROR_NULL or PEX_ERROR_STATE.
             */
            pex_status @model@_wanted(const @model@_state *state, uint32_t *input, uint32_t *row);

            """;

    /** Inputs and outputs by their numbers, with their types. */
    private static String addresses(ModelCode model) {
        StringBuilder functions = new StringBuilder();
        if (!model.streamed()) {
            for (int i = 0; i < model.graph().inputs().size(); i++) {
                functions.append(address(model, "", "input", i, model.graph().inputs()));
            }
        }
        for (int i = 0; i < model.graph().outputs().size(); i++) {
            functions.append(address(model, "const ", "output", i, model.graph().outputs()));
        }
        return functions.toString();
    }

    private static String address(ModelCode model, String constant, String what, int index, List<Integer> tensors) {
        return model.names()
                .template("""
                        /* The same as @model@_@what@(state, @index@), as elements. */
                        static inline @type@ *@model@_@what@_@index@(const @model@_state *state) {
                            return (@type@ *)@model@_@what@(state, @index@u);
                        }

                        """)
                .with("what", what)
                .with("index", index)
                .with(
                        "type",
                        constant
                                + CText.type(
                                        model.graph().tensor(tensors.get(index)).type()))
                .fill();
    }

    /** Conversions between float32 and the quantised inputs and outputs. */
    private static String conversions(ModelCode model) {
        StringBuilder functions = new StringBuilder();
        for (int i = 0; i < model.graph().inputs().size(); i++) {
            Tensor t = model.graph().tensor(model.graph().inputs().get(i));
            if (t.quantization().isPresent()) {
                functions.append(quantize(model.names(), i, t));
            }
        }
        for (int i = 0; i < model.graph().outputs().size(); i++) {
            Tensor t = model.graph().tensor(model.graph().outputs().get(i));
            if (t.quantization().isPresent()) {
                functions.append(dequantize(model.names(), i, t));
            }
        }
        return functions.toString();
    }

    private static String quantize(Names names, int index, Tensor tensor) {
        return names.template("""
                        /* Quantises a float32 value for input @index@: rounded to nearest, saturated; NaN as zero. */
                        static inline @type@ @model@_quantize_input_@index@(float x) {
                            return (@type@)pex_quantize(x, PEX_@MODEL@_INPUT_@index@_SCALE, PEX_@MODEL@_INPUT_@index@_ZERO_POINT, @range@);
                        }

                        """)
                .with("index", index)
                .with("type", CText.type(tensor.type()))
                .with("range", tensor.type() == ElementType.UINT8 ? "0, 255" : "-128, 127")
                .fill();
    }

    private static String dequantize(Names names, int index, Tensor tensor) {
        return names.template("""
                        /* Converts an element of output @index@ to float32. */
                        static inline float @model@_dequantize_output_@index@(@type@ q) {
                            return PEX_@MODEL@_OUTPUT_@index@_SCALE * (float)((int32_t)q - PEX_@MODEL@_OUTPUT_@index@_ZERO_POINT);
                        }

                        """)
                .with("index", index)
                .with("type", CText.type(tensor.type()))
                .fill();
    }
}
