package dev.pex.processor;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/**
 * What an interface declares.
 *
 * @param type a model or a block
 * @param layers in order, each below what it takes
 * @param blocks what its layers use, by the name of the layer
 */
record Body(TypeElement type, List<Layer> layers, Map<String, Body> blocks) {
    /** What layers of a block take that take what the block is given. */
    static final String GIVEN = "";

    Body {
        layers = List.copyOf(layers);
        blocks = Map.copyOf(blocks);
    }

    /** Names of the layers that leave it, in order: those that are marked, and the last one. */
    List<String> outputs() {
        Layer last = layers.get(layers.size() - 1);
        return layers.stream()
                .filter(layer -> layer.output() || layer.equals(last))
                .map(Layer::name)
                .toList();
    }
}
