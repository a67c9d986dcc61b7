package dev.pex.emit;

import java.util.List;

/** The generated tables of tensors whose rows do not lie at equal distances. */
final class PlaceTables {
    private PlaceTables() {}

    /** The tables; empty when the rows of all tensors lie at equal distances. */
    static String of(Places places) {
        CText text = new CText();
        if (places.origins().isEmpty()) {
            return text.toString();
        }
        text.line("/* Arena offsets at which rows of tensors begin. */");
        text.numbers("static const uint32_t origins[]", numbers(places.origins()));
        text.line();
        if (!places.tables().isEmpty()) {
            text.line("/* By row: the origin that it has; pex_cells describes the numbers. */");
        }
        places.tables().forEach((name, cells) -> text.numbers("static const uint8_t " + name + "[]", numbers(cells)));
        return text.line().toString();
    }

    private static List<String> numbers(List<Integer> values) {
        return values.stream().map(Form::unsigned).toList();
    }
}
