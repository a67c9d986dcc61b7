package dev.pex.codesign.describe;

import dev.pex.graph.Graph;
import dev.pex.operator.LayerForm;
import dev.pex.operator.Operator;
import dev.pex.operator.OperatorKind;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names of layers, which are also those of Java variables and of arrays in files: lower case letters, digits and single
 * underscores, a letter first, each once.
 *
 * <p>Converters name a tensor by the operators that became one, with {@code ;} between them, each with its scopes. Of the parts
 * for a layer with weights that of its bias is taken, or else that of its product; for others the first. A scope that all names
 * share, the operator after a scope ({@code dense/BiasAdd}), and what converters add are left out. Names that occur twice get
 * numbers.
 */
final class LayerNames {
    private static final int LONGEST = 40;
    /** What converters put into names that says nothing. */
    private static final Pattern NOTHING = Pattern.compile(
            "(?:Stateful)?PartitionedCall(?:_\\d+)?|Identity(?:_\\d+)?(?:_int8)?|tfl\\.pseudo_q?const\\d*|arith\\.constant\\d*");

    private static final Pattern NUMBER = Pattern.compile(":\\d+$");

    /** What they put around names. */
    private static final Pattern AROUND = Pattern.compile("^serving_default_|^tfl\\.|_int8$");

    private LayerNames() {}

    /** The names of all tensors that are inputs, outputs or operands, by id. */
    static Map<Integer, String> of(Graph graph) {
        Map<Integer, List<String>> scopes = new TreeMap<>();
        Map<Integer, String> kinds = new TreeMap<>();
        for (int input : graph.inputs()) {
            scopes.put(input, scopes(graph.tensor(input), Optional.empty()));
            kinds.put(input, "input");
        }
        for (Operator operator : graph.operators()) {
            for (int operand : operator.inputs()) {
                scopes.computeIfAbsent(operand, id -> scopes(graph.tensor(id), Optional.empty()));
                kinds.putIfAbsent(operand, "constant");
            }
            Optional<LayerForm> form =
                    operator instanceof Weighted layer ? Optional.of(layer.form()) : Optional.empty();
            scopes.put(operator.output(), scopes(graph.outputOf(operator), form));
            kinds.put(operator.output(), kind(operator.kind()));
        }
        Optional<String> shared = shared(scopes.values().stream().toList());
        Set<String> taken = new HashSet<>();
        Map<Integer, String> names = new TreeMap<>();
        scopes.forEach((id, parts) -> {
            String name = clean(shared.isPresent() && parts.size() > 1 ? parts.subList(1, parts.size()) : parts);
            boolean isName = !name.isEmpty() && Character.isLetter(name.charAt(0));
            names.put(id, unique(isName ? name : kinds.get(id) + (name.isEmpty() ? "" : "_" + name), taken));
        });
        return names;
    }

    private static String kind(OperatorKind kind) {
        return kind.label().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** What converters call the product of a layer. */
    private static String product(LayerForm form) {
        return switch (form) {
            case CONVOLUTION -> "Conv2D";
            case DEPTHWISE -> "depthwise";
            case FULLY_CONNECTED -> "MatMul";
            case TRANSPOSED -> "conv2d_transpose";
        };
    }

    /** The scopes of a name, and the operator when there is none. */
    private static List<String> scopes(Tensor tensor, Optional<LayerForm> form) {
        List<List<String>> parts = Arrays.stream(tensor.name().split(";", -1))
                .map(LayerNames::components)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            return List.of();
        }
        List<String> chosen =
                form.flatMap(layer -> ofLayer(parts, product(layer))).orElse(parts.get(0));
        boolean operator = chosen.size() > 1
                && (Character.isUpperCase(last(chosen).charAt(0))
                        || form.filter(layer -> last(chosen).startsWith(product(layer)))
                                .isPresent());
        return operator ? chosen.subList(0, chosen.size() - 1) : chosen;
    }

    /** The bias in a scope, else the product: of several the last, because those of layers with equal constants come first. */
    private static Optional<List<String>> ofLayer(List<List<String>> parts, String product) {
        return parts.stream()
                .filter(part -> part.size() > 1 && last(part).equals("BiasAdd"))
                .findFirst()
                .or(() -> parts.stream()
                        .filter(part -> last(part).startsWith(product))
                        .reduce((earlier, later) -> later));
    }

    private static String last(List<String> components) {
        return components.get(components.size() - 1);
    }

    private static List<String> components(String part) {
        return Arrays.stream(part.split("/", -1))
                .map(component -> NUMBER.matcher(component).replaceAll(""))
                .filter(component -> !NOTHING.matcher(component).matches())
                .map(component -> AROUND.matcher(component).replaceAll(""))
                .filter(component -> !component.isBlank())
                .toList();
    }

    /** The first scope of all names that have several. */
    private static Optional<String> shared(List<List<String>> names) {
        List<String> firsts = new ArrayList<>(names.stream()
                .filter(parts -> parts.size() > 1)
                .map(parts -> parts.get(0))
                .distinct()
                .toList());
        return firsts.size() == 1 ? Optional.of(firsts.get(0)) : Optional.empty();
    }

    private static String clean(List<String> parts) {
        String name = String.join("_", parts)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        return name.length() > LONGEST ? name.substring(name.length() - LONGEST).replaceFirst("^_+", "") : name;
    }

    private static String unique(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
