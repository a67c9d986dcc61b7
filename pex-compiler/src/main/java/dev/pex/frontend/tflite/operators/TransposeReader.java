package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Reshape;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Permutation;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * TRANSPOSE. Dimensions of 1 do not matter. What remains is a transpose of the axes themselves where no
 * axis holds two dimensions; otherwise neighbours that stay neighbours are merged between reshapes.
 */
final class TransposeReader implements OperatorReader {
    private static final Limit GROUPS = Limit.of("up to three groups of dimensions that stay together");
    private static final Form FORM = Form.moving(Types.MOVED_SIGNED, GROUPS);

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 2);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.MOVED_SIGNED, input);
        operator.requireSameType(input, output);
        List<Integer> shape = input.shape();
        int[] order = order(operator, shape.size());
        List<Integer> expected = IntStream.of(order).mapToObj(shape::get).toList();
        if (!expected.equals(output.shape())) {
            throw operator.invalid("its output has the shape " + output.shape() + " but follows to be " + expected);
        }
        int[] moved = IntStream.of(order).filter(d -> shape.get(d) != 1).toArray();
        int groups = groups(moved);
        operator.require(GROUPS, groups <= 3, () -> "it moves " + groups + " groups of dimensions of " + shape);
        if (IntStream.range(1, moved.length).allMatch(i -> moved[i - 1] < moved[i])) {
            operator.add(new Reshape(operator.origin(), input.id(), output.id()));
            return;
        }
        Optional<Permutation> direct = direct(shape, expected, order);
        if (direct.isPresent()) {
            operator.add(new Transpose(operator.origin(), input.id(), output.id(), direct.get()));
        } else {
            merge(operator, input, output, moved);
        }
    }

    /** The number of groups of dimensions that stay neighbours, in their order. */
    private static int groups(int[] moved) {
        List<Integer> kept = IntStream.of(moved).sorted().boxed().toList();
        int groups = moved.length == 0 ? 0 : 1;
        for (int i = 1; i < moved.length; i++) {
            groups += kept.indexOf(moved[i]) == kept.indexOf(moved[i - 1]) + 1 ? 0 : 1;
        }
        return groups;
    }

    /** For each output dimension its input dimension. */
    private static int[] order(OperatorContext operator, int rank) {
        Ints given = operator.ints(1);
        int[] order =
                IntStream.of(given.toArray()).map(d -> d < 0 ? d + rank : d).toArray();
        boolean valid = order.length == rank
                && IntStream.of(order)
                                .filter(d -> d >= 0 && d < rank)
                                .distinct()
                                .count()
                        == rank;
        if (!valid) {
            throw operator.invalid("its permutation does not fit " + rank + " dimensions");
        }
        return order;
    }

    /** The permutation of the canonical axes, when each holds at most one dimension on both sides. */
    private static Optional<Permutation> direct(List<Integer> shape, List<Integer> transposed, int[] order) {
        List<Axis> from = AxisView.canonical(shape).axes();
        List<Axis> to = AxisView.canonical(transposed).axes();
        Map<Axis, Axis> sources = new EnumMap<>(Axis.class);
        List<Axis> free = new ArrayList<>(List.of(Axis.values()));
        for (int d = 0; d < order.length; d++) {
            if (transposed.get(d) != 1) {
                Axis source = from.get(order[d]);
                if (sources.put(to.get(d), source) != null || !free.remove(source)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Permutation(
                source(sources, Axis.ROWS, free),
                source(sources, Axis.COLUMNS, free),
                source(sources, Axis.CHANNELS, free)));
    }

    /** Where an axis comes from; one of extent 1 comes from any that is free. */
    private static Axis source(Map<Axis, Axis> sources, Axis axis, List<Axis> free) {
        Axis source = sources.get(axis);
        return source != null ? source : free.remove(0);
    }

    private static void merge(OperatorContext operator, Tensor input, Tensor output, int[] moved) {
        List<Integer> shape = input.shape();
        int[] kept = IntStream.of(moved).sorted().toArray();
        List<Integer> firsts = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int before = -2;
        for (int dimension : moved) {
            int position = IntStream.of(kept).boxed().toList().indexOf(dimension);
            if (position == before + 1) {
                sizes.set(sizes.size() - 1, sizes.get(sizes.size() - 1) * shape.get(dimension));
            } else {
                firsts.add(position);
                sizes.add(shape.get(dimension));
            }
            before = position;
        }
        int groups = sizes.size();
        List<Axis> axes = AxisView.ofGroups(groups);
        List<Integer> sorted = firsts.stream().sorted().toList();
        Map<Axis, Axis> sources = new EnumMap<>(Axis.class);
        List<Axis> free = new ArrayList<>(List.of(Axis.values()));
        Extent from = new Extent(1, 1, 1);
        Extent to = new Extent(1, 1, 1);
        for (int g = 0; g < groups; g++) {
            Axis source = axes.get(sorted.indexOf(firsts.get(g)));
            sources.put(axes.get(g), source);
            free.remove(source);
            from = from.with(source, sizes.get(g));
            to = to.with(axes.get(g), sizes.get(g));
        }
        Permutation permutation = new Permutation(
                source(sources, Axis.ROWS, free),
                source(sources, Axis.COLUMNS, free),
                source(sources, Axis.CHANNELS, free));
        Tensor source = operator.viewed(input, from);
        Tensor made = operator.staging(output, to);
        operator.add(new Transpose(operator.origin(), source.id(), made.id(), permutation));
        operator.deliver(made, output);
    }
}
