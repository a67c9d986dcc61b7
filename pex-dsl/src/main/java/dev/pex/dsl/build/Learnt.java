package dev.pex.dsl.build;

import dev.pex.dsl.weights.RandomWeights;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** The learnt numbers of a float network. An empty result is a fault that is reported already. */
interface Learnt {
    /** The filter of a layer, in the layer's own order. */
    Optional<float[]> filter(Weighted layer, Extent input);

    /** The bias of a layer, one per output channel. */
    Optional<float[]> bias(Weighted layer);

    /** The elements of a constant that was described without them. */
    Optional<float[]> parameter(Tensor tensor);

    /** Arrays of a file. */
    record Found(Lookup lookup) implements Learnt {
        @Override
        public Optional<float[]> filter(Weighted layer, Extent input) {
            FilterOrder order = FilterOrder.of(layer, input, lookup.file().layout());
            return lookup.reals(layer.origin().name() + ".weight", order.shape())
                    .map(order::pick);
        }

        @Override
        public Optional<float[]> bias(Weighted layer) {
            return lookup.reals(
                    layer.origin().name() + ".bias", List.of(layer.bias().size()));
        }

        @Override
        public Optional<float[]> parameter(Tensor tensor) {
            return lookup.reals(tensor.name(), tensor.shape());
        }
    }

    /** Random numbers. */
    record Random(RandomWeights random) implements Learnt {
        @Override
        public Optional<float[]> filter(Weighted layer, Extent input) {
            String name = layer.origin().name() + ".weight";
            int size = FilterOrder.size(layer, input);
            return Optional.of(random.weights(name, size, FilterOrder.fanIn(layer, input)));
        }

        @Override
        public Optional<float[]> bias(Weighted layer) {
            String name = layer.origin().name() + ".bias";
            return Optional.of(random.small(name, layer.bias().size()));
        }

        @Override
        public Optional<float[]> parameter(Tensor tensor) {
            return Optional.of(random.small(tensor.name(), tensor.extent().elements()));
        }
    }
}
