package dev.pex.operator;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A kernel from outside. Its C function has the signature of all kernels, {@code void NAME(const NAME_args *args,
 * uint8_t *arena, const pex_part *part)}; pex_kernels.h of the runtime declares the types. The struct {@code NAME_args}
 * begins with one {@code pex_view} per operand and one for the output, followed by {@code fields}.
 *
 * @param function name of the C function, a C identifier that does not begin with {@code pex_}
 * @param header name of the file that declares the function and its struct, one of {@code files}
 * @param files contents of the files that come with it, by name; those that end in {@code .c} are compiled
 * @param fields the initialisers of the struct's own fields, as C expressions, in the struct's order
 */
public record CustomKernel(String function, String header, SortedMap<String, String> files, List<Field> fields) {
    /**
     * A field of the struct.
     *
     * @param name for the comment beside it
     * @param value a C expression
     */
    public record Field(String name, String value) {}

    public CustomKernel {
        files = new TreeMap<>(files);
        fields = List.copyOf(fields);
        if (!function.matches("[a-zA-Z_][a-zA-Z0-9_]*") || function.startsWith("pex_")) {
            throw new IllegalArgumentException("a kernel cannot be called '" + function + "'");
        }
        if (!files.containsKey(header)) {
            throw new IllegalArgumentException("the kernel '" + function + "' has no file '" + header + "'");
        }
    }
}
