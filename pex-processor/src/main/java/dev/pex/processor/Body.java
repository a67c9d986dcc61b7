package dev.pex.processor;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/**
 * The layers that an interface declares.
 *
 * @param type a model or a block
 * @param layers in order, each after the layers that it takes
 * @param blocks the blocks that its layers use, by the name of the layer
 */
record Body(TypeElement type, List<Layer> layers, Map<String, Body> blocks) {
    /** The producer of layers that take the input of a block. */
    static final String GIVEN = "";

    Body {
        layers = List.copyOf(layers);
        blocks = Map.copyOf(blocks);
    }

    /** Names of the outputs, in order: the marked layers and the last one. */
    List<String> outputs() {
        Layer last = layers.get(layers.size() - 1);
        return layers.stream()
                .filter(layer -> layer.output() || layer.equals(last))
                .map(Layer::name)
                .toList();
    }
}
