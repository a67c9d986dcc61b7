package dev.pex.emit;

/** The generated table of inputs that arrive row by row. */
final class InputTable {
    private InputTable() {}

    static String of(ModelCode model, Views views) {
        StringBuilder rows = new StringBuilder();
        for (Inputs.Arrival input : model.inputs()) {
            rows.append(
                    "{" + views.rowsOf(input.tensor()) + ", " + input.rowBytes() + "u, " + input.keptRows() + "u},\n");
        }
        return model.names().template("""
                        typedef struct input_entry {
                            pex_view view;
                            uint32_t row_bytes;
                            uint32_t kept_rows; /* no operator reads the rows from here on */
                        } input_entry;

                        static const input_entry inputs[] = {
                            @rows@
                        };

                        """).with("rows", rows).fill();
    }
}
