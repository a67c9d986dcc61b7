package dev.pex.emit;

import dev.pex.tensor.Tensor;
import java.util.List;

/** The functions of the generated interface. */
final class EntryPoints {
    private final ModelCode model;
    private final Views views;
    private final Constants constants;
    private final String n;
    private final String m;
    private final CText text = new CText();

    private EntryPoints(ModelCode model, Views views, Constants constants) {
        this.model = model;
        this.views = views;
        this.constants = constants;
        this.n = model.names().model();
        this.m = model.names().macro();
    }

    static String of(ModelCode model, Views views, Constants constants) {
        EntryPoints points = new EntryPoints(model, views, constants);
        points.init();
        if (!model.streamed()) {
            points.accessor("void *" + points.n + "_input", model.graph().inputs());
        }
        points.accessor("const void *" + points.n + "_output", model.graph().outputs());
        points.step();
        if (model.streamed()) {
            points.rows();
            points.accept();
            points.push();
            points.pull();
            points.wanted();
        } else {
            points.run();
        }
        return points.text.toString();
    }

    private void init() {
        text.line("pex_status " + n + "_init(" + n + "_state *state, void *arena, uint32_t bytes) {");
        nullCheck("state == NULL");
        text.line("    state->arena = NULL;");
        text.line(model.hasSteps() ? "    begin(state);" : "    state->position = 0u;");
        nullCheck("arena == NULL");
        text.line("    if (bytes < " + m + "ARENA_BYTES) {");
        text.line("        return PEX_ERROR_ARENA_SMALL;").line("    }");
        text.line("    if (((uintptr_t)arena % " + m + "ARENA_ALIGN) != 0u) {");
        text.line("        return PEX_ERROR_ARENA_ALIGNMENT;").line("    }");
        text.line("    state->arena = (uint8_t *)arena;");
        text.line("    return PEX_OK;");
        text.line("}").line();
    }

    private void nullCheck(String condition) {
        text.line("    if (" + condition + ") {");
        text.line("        return PEX_ERROR_NULL;");
        text.line("    }");
    }

    private void stateCheck() {
        nullCheck("state == NULL");
        text.line("    if (state->arena == NULL) {");
        text.line("        return PEX_ERROR_STATE;");
        text.line("    }");
    }

    private void accessor(String signature, List<Integer> tensors) {
        boolean writable = signature.startsWith("void");
        text.line(signature + "(const " + n + "_state *state, uint32_t index) {");
        text.line("    if ((state == NULL) || (state->arena == NULL)) {")
                .line("        return NULL;")
                .line("    }");
        text.line("    switch (index) {");
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = model.graph().tensor(tensors.get(i));
            String address;
            if (tensor.constant().isPresent()) {
                if (writable) {
                    throw new IllegalStateException("constant input " + tensor.name());
                }
                address = constants.int8("output" + i, tensor.constant().get());
            } else {
                address = "state->arena + " + views.offset(tensor.id());
            }
            text.line("    case " + i + ":");
            text.line("        return " + address + ";");
        }
        text.line("    default:").line("        return NULL;").line("    }");
        text.line("}").line();
    }

    private void step() {
        text.line("pex_status " + n + "_step(" + n + "_state *state) {");
        if (model.hasSteps()) {
            text.line("    step s;");
        }
        stateCheck();
        text.line(model.hasSteps() ? "    return do_step(state, &s);" : "    return PEX_OK;");
        text.line("}").line();
    }

    private void run() {
        text.line("pex_status " + n + "_run(" + n + "_state *state) {");
        text.line("    pex_status status;");
        text.line("    do {");
        text.line("        status = " + n + "_step(state);");
        text.line("    } while (status == PEX_MORE);");
        text.line("    return status;");
        text.line("}");
    }

    private void rows() {
        text.block("""
                /* Where the row that a step waits for belongs; null when nobody reads it. */
                static uint8_t *place_of_row(const @n@_state *state, const step *s) {
                    const input_entry *input = &inputs[operators[s->number].arguments];
                    const uint32_t row = (uint32_t)s->part.row_start + state->received;
                    if (state->received == 0u) {
                        @m@ON_STEP(s->number);
                    }
                    if (row >= input->kept_rows) {
                        return NULL;
                    }
                    return state->arena + pex_row(&input->view, &s->part, 0u, (int32_t)row);
                }

                /* Goes on when the row is there. */
                static PEX_NOINLINE pex_status row_is_there(@n@_state *state, const step *s) {
                    state->received++;
                    if (state->received < (uint32_t)(s->part.row_end - s->part.row_start)) {
                        return PEX_MORE;
                    }
                    state->received = 0u;
                    return complete(state, s);
                }

                /* Does steps until one, which *s becomes, waits for rows, or the inference is complete. */
                static pex_status do_steps(@n@_state *state, step *s) {
                    pex_status status;
                    do {
                        status = do_step(state, s);
                    } while (status == PEX_MORE);
                    return status;
                }

                /* Takes in the row that a step waits for. */
                static PEX_NOINLINE pex_status take_row(@n@_state *state, const step *s, const void *row) {
                    uint8_t *place = place_of_row(state, s);
                    if (place != NULL) {
                        memcpy(place, row, inputs[operators[s->number].arguments].row_bytes);
                    }
                    return row_is_there(state, s);
                }

                """.replace("@n@", n).replace("@m@", m));
    }

    private void accept() {
        text.block("""
                pex_status @n@_accept(@n@_state *state, uint32_t input, const void *row) {
                    step s;
                """.replace("@n@", n));
        stateCheck();
        nullCheck("row == NULL");
        text.block("""
                    read_step(state, state->position, &s);
                    if ((operators[s.number].kernel != KERNEL_NONE) || (operators[s.number].arguments != input)) {
                        return PEX_ERROR_INPUT;
                    }
                    return take_row(state, &s, row);
                }

                """);
    }

    private void push() {
        text.line(
                "pex_status " + n + "_push(" + n + "_state *state, uint32_t input, const void *rows, uint32_t count,");
        text.line("                   uint32_t *taken) {");
        text.line("    const uint8_t *row = (const uint8_t *)rows;");
        text.line("    pex_status status;");
        text.line("    step s;");
        stateCheck();
        nullCheck("(taken == NULL) || ((rows == NULL) && (count > 0u))");
        text.line("    *taken = 0u;");
        text.line("    if (input >= " + m + "INPUT_COUNT) {");
        text.line("        return PEX_ERROR_INPUT;");
        text.line("    }");
        text.block("""
                    for (;;) {
                        status = do_steps(state, &s);
                        if ((status != PEX_NEEDS_ROWS) || (*taken == count)) {
                            return status;
                        }
                        if (operators[s.number].arguments != input) {
                            return *taken == 0u ? PEX_ERROR_INPUT : PEX_NEEDS_ROWS;
                        }
                        status = take_row(state, &s, row);
                        *taken += 1u;
                        row += inputs[input].row_bytes;
                        if (status == PEX_OK) {
                            return PEX_OK;
                        }
                    }
                }

                """);
    }

    private void pull() {
        text.block("""
                /* Has the row brought that a step waits for. Apart, so that little is kept while steps are done. */
                static PEX_NOINLINE pex_status fetch_row(@n@_state *state, const step *s, pex_row_source source,
                                                         void *context) {
                    const uint32_t input = operators[s->number].arguments;
                    const uint32_t row = (uint32_t)s->part.row_start + state->received;
                    return source(context, input, row, place_of_row(state, s), inputs[input].row_bytes);
                }

                """.replace("@n@", n));
        text.line("pex_status " + n + "_run_pull(" + n + "_state *state, pex_row_source source, void *context) {");
        text.line("    pex_status status;");
        text.line("    step s;");
        stateCheck();
        nullCheck("source == NULL");
        text.block("""
                    do {
                        status = do_steps(state, &s);
                        if (status != PEX_NEEDS_ROWS) {
                            return status;
                        }
                        status = fetch_row(state, &s, source, context);
                        if (status != PEX_OK) {
                            return status;
                        }
                        status = row_is_there(state, &s);
                    } while (status == PEX_MORE);
                    return status;
                }

                """);
    }

    private void wanted() {
        text.line("pex_status " + n + "_wanted(const " + n + "_state *state, uint32_t *input, uint32_t *row) {");
        text.line("    uint32_t position;");
        stateCheck();
        nullCheck("(input == NULL) || (row == NULL)");
        text.block("""
                    position = state->position;
                    while (position < (uint32_t)sizeof schedule) {
                        step s;
                        read_step(state, position, &s);
                        if (operators[s.number].kernel == KERNEL_NONE) {
                            *input = operators[s.number].arguments;
                            *row = (uint32_t)s.part.row_start + (position == state->position ? state->received : 0u);
                            return PEX_NEEDS_ROWS;
                        }
                        position = s.next;
                    }
                    return PEX_MORE;
                }
                """);
    }
}
