package dev.pex.emit;

/** The generated functions of a model whose inputs arrive row by row. */
final class RowEntryPoints {
    private RowEntryPoints() {}

    static String of(Names names) {
        return names.template(ROWS).fill()
                + names.template(ACCEPT).fill()
                + names.template(PUSH).fill()
                + names.template(PULL).fill()
                + names.template(WANTED).fill();
    }

    private static final String ROWS = """
            /* Address of the row that a step waits for; null when no operator reads the row. */
            static uint8_t *place_of_row(const @model@_state *state, const step *s) {
                const input_entry *input = &inputs[operators[s->number].arguments];
                const uint32_t row = (uint32_t)s->part.row_start + state->received;
                if (state->received == 0u) {
                    PEX_@MODEL@_ON_STEP(s->number);
                }
                if (row >= input->kept_rows) {
                    return NULL;
                }
                return state->arena + pex_row(&input->view, &s->part, 0u, (int32_t)row);
            }

            /* Continues after the row is in its place. */
            static PEX_NOINLINE pex_status row_is_there(@model@_state *state, const step *s) {
                state->received++;
                if (state->received < (uint32_t)(s->part.row_end - s->part.row_start)) {
                    return PEX_MORE;
                }
                state->received = 0u;
                return complete(state, s);
            }

            /* Performs steps until one waits for rows, which *s becomes, or until the inference is complete. */
            static pex_status do_steps(@model@_state *state, step *s) {
                pex_status status;
                do {
                    status = do_step(state, s);
                } while (status == PEX_MORE);
                return status;
            }

            /* Stores the row that a step waits for. */
            static PEX_NOINLINE pex_status take_row(@model@_state *state, const step *s, const void *row) {
                uint8_t *place = place_of_row(state, s);
                if (place != NULL) {
                    memcpy(place, row, inputs[operators[s->number].arguments].row_bytes);
                }
                return row_is_there(state, s);
            }

            """;

    private static final String ACCEPT = """
            pex_status @model@_accept(@model@_state *state, uint32_t input, const void *row) {
                step s;
                if (state == NULL) {
                    return PEX_ERROR_NULL;
                }
                if (state->arena == NULL) {
                    return PEX_ERROR_STATE;
                }
                if (row == NULL) {
                    return PEX_ERROR_NULL;
                }
                read_step(state, state->position, &s);
                if ((operators[s.number].kernel != KERNEL_NONE) || (operators[s.number].arguments != input)) {
                    return PEX_ERROR_INPUT;
                }
                return take_row(state, &s, row);
            }

            """;

    private static final String PUSH = """
            pex_status @model@_push(@model@_state *state, uint32_t input, const void *rows, uint32_t count,
                               uint32_t *taken) {
                const uint8_t *row = (const uint8_t *)rows;
                pex_status status;
                step s;
                if (taken == NULL) {
                    return PEX_ERROR_NULL;
                }
                *taken = 0u;
                if ((state == NULL) || ((rows == NULL) && (count > 0u))) {
                    return PEX_ERROR_NULL;
                }
                if (state->arena == NULL) {
                    return PEX_ERROR_STATE;
                }
                if (input >= PEX_@MODEL@_INPUT_COUNT) {
                    return PEX_ERROR_INPUT;
                }
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

            """;

    private static final String PULL = """
            /* Fetches the row that a step waits for. A function of its own, to keep the stack small during steps. */
            static PEX_NOINLINE pex_status fetch_row(@model@_state *state, const step *s, pex_row_source source,
                                                     void *context) {
                const uint32_t input = operators[s->number].arguments;
                const uint32_t row = (uint32_t)s->part.row_start + state->received;
                return source(context, input, row, place_of_row(state, s), inputs[input].row_bytes);
            }

            pex_status @model@_run_pull(@model@_state *state, pex_row_source source, void *context) {
                pex_status status;
                step s;
                if (state == NULL) {
                    return PEX_ERROR_NULL;
                }
                if (state->arena == NULL) {
                    return PEX_ERROR_STATE;
                }
                if (source == NULL) {
                    return PEX_ERROR_NULL;
                }
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

            """;

    private static final String WANTED = """
            pex_status @model@_wanted(const @model@_state *state, uint32_t *input, uint32_t *row) {
                uint32_t position;
                if (state == NULL) {
                    return PEX_ERROR_NULL;
                }
                if (state->arena == NULL) {
                    return PEX_ERROR_STATE;
                }
                if ((input == NULL) || (row == NULL)) {
                    return PEX_ERROR_NULL;
                }
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
            """;
}
