package dev.pex.maven.companion;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;

/**
 * An input or output of a runner.
 *
 * @param index its number in the network
 * @param name its name in Java
 * @param tensor the input or output
 * @param real whether quantised elements are passed as float32
 */
record JavaEnd(int index, String name, Tensor tensor, boolean real) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    /** Names that runners use themselves, and names that components of records cannot have. */
    private static final Set<String> TAKEN =
            Set.of("outputs", "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /**
     * Inputs or outputs with the names of their tensors if all of these are valid in Java, otherwise with numbers.
     *
     * @param word the name before a number
     */
    static List<JavaEnd> of(String word, List<Tensor> tensors, boolean real) {
        List<String> names = tensors.stream().map(Tensor::name).toList();
        boolean usable = names.stream().distinct().count() == names.size()
                && names.stream()
                        .allMatch(name ->
                                PLAIN.matcher(name).matches() && SourceVersion.isName(name) && !TAKEN.contains(name));
        return IntStream.range(0, tensors.size())
                .mapToObj(i -> new JavaEnd(i, usable ? names.get(i) : word + i, tensors.get(i), real))
                .toList();
    }

    TypeName array() {
        return switch (content()) {
            case "Reals" -> ArrayTypeName.of(TypeName.FLOAT);
            case "Ints" -> ArrayTypeName.of(TypeName.INT);
            default -> ArrayTypeName.of(TypeName.BYTE);
        };
    }

    /** The suffix of the methods of {@link dev.pex.companion.ShippedTensor} that convert it. */
    String content() {
        if (tensor.type() == ElementType.FLOAT32 || (real && isQuantized())) {
            return "Reals";
        }
        return tensor.type() == ElementType.INT32 ? "Ints" : "Bytes";
    }

    boolean isQuantized() {
        return tensor.quantization().isPresent();
    }

    String describe(String word) {
        return word + " " + index + ": " + tensor.extent().elements() + " elements of shape " + tensor.shape();
    }
}
