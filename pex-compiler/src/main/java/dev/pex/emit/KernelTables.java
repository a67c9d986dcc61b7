package dev.pex.emit;

import dev.pex.kernel.Variant;
import java.util.List;
import java.util.Map;

/** The generated tables of kernel arguments: one for each kernel, with a struct for each operator that it runs. */
final class KernelTables {
    private KernelTables() {}

    /** The tables, before each of them the smaller tables that its structs refer to. */
    static String of(ModelCode model, Views views, Constants constants) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Variant, List<Integer>> kernel : model.byKernel().entrySet()) {
            CText tables = new CText();
            CText structs = new CText();
            for (int number : kernel.getValue()) {
                int index = model.operator(number);
                String origin = model.graph().operators().get(index).origin().toString();
                structs.line("    {");
                structs.line("        /* " + number + ": " + CText.comment(origin) + " */");
                for (String field : Arguments.of(model, kernel.getKey(), views, constants, tables, index, number)) {
                    structs.line("        " + field);
                }
                structs.line("    },");
            }
            text.append(model.names()
                    .template("""
                            @tables@
                            static const @type@ @name@[] = {
                            @structs@
                            };

                            """)
                    .with("tables", tables)
                    .with("type", kernel.getKey().argsType())
                    .with("name", name(kernel.getKey()))
                    .with("structs", structs)
                    .fill());
        }
        return text.toString();
    }

    /** Name of the table of a kernel's arguments. */
    static String name(Variant kernel) {
        return kernel.function().substring("pex_".length());
    }
}
