package dev.pex.emit;

import java.util.List;

/** The generated functions that all models have: init, access to inputs and outputs, step and run. */
final class EntryPoints {
    /** When there is no address to give, beside a state that is null: the instance has no arena, or an inference is under way. */
    private static final String INITIALISED = "(state->arena == NULL)";

    private static final String BETWEEN = INITIALISED + " || (state->position != 0u)";

    private static final String BETWEEN_ROWS = BETWEEN + " || (state->received != 0u)";

    private EntryPoints() {}

    static String of(ModelCode model, ModelTables tables) {
        return init(model)
                + (model.streamed() ? "" : accessor(model.names(), "void *", "input", INITIALISED, tables.inputs()))
                + accessor(
                        model.names(),
                        "const void *",
                        "output",
                        model.streamed() ? BETWEEN_ROWS : BETWEEN,
                        tables.outputs())
                + step(model)
                + (model.streamed() ? RowEntryPoints.of(model.names()) : run(model.names()));
    }

    private static String init(ModelCode model) {
        return model.names().template("""
                        pex_status @model@_init(@model@_state *state, void *arena, uint32_t bytes) {
                            if (state == NULL) {
                                return PEX_ERROR_NULL;
                            }
                            state->arena = NULL;
                        @if steps@
                            begin(state);
                        @end@
                        @if !steps@
                            state->position = 0u;
                        @end@
                            if (arena == NULL) {
                                return PEX_ERROR_NULL;
                            }
                            if (bytes < PEX_@MODEL@_ARENA_BYTES) {
                                return PEX_ERROR_ARENA_SMALL;
                            }
                            if (((uintptr_t)arena % PEX_@MODEL@_ARENA_ALIGN) != 0u) {
                                return PEX_ERROR_ARENA_ALIGNMENT;
                            }
                            state->arena = (uint8_t *)arena;
                            return PEX_OK;
                        }

                        """).when("steps", model.hasSteps()).fill();
    }

    private static String accessor(Names names, String type, String what, String condition, List<String> addresses) {
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < addresses.size(); i++) {
            cases.append(names.template("""
                            case @index@:
                                return @address@;
                            """)
                    .with("index", i)
                    .with("address", addresses.get(i))
                    .fill());
        }
        return names.template("""
                        @type@@model@_@what@(const @model@_state *state, uint32_t index) {
                            if ((state == NULL) || @condition@) {
                                return NULL;
                            }
                            switch (index) {
                            @cases@
                            default:
                                return NULL;
                            }
                        }

                        """)
                .with("type", type)
                .with("what", what)
                .with("condition", condition)
                .with("cases", cases)
                .fill();
    }

    private static String step(ModelCode model) {
        return model.names().template("""
                        pex_status @model@_step(@model@_state *state) {
                        @if steps@
                            step s;
                        @end@
                            if (state == NULL) {
                                return PEX_ERROR_NULL;
                            }
                            if (state->arena == NULL) {
                                return PEX_ERROR_STATE;
                            }
                        @if steps@
                            return do_step(state, &s);
                        @end@
                        @if !steps@
                            return PEX_OK;
                        @end@
                        }

                        """).when("steps", model.hasSteps()).fill();
    }

    private static String run(Names names) {
        return names.template("""
                        pex_status @model@_run(@model@_state *state) {
                            pex_status status;
                            do {
                                status = @model@_step(state);
                            } while (status == PEX_MORE);
                            return status;
                        }
                        """).fill();
    }
}
