package dev.pex.testing;

import dev.pex.testing.Kinds.Input;
import dev.pex.testing.Kinds.Join;
import dev.pex.testing.Kinds.Layer;

/**
 * All layers that random networks choose from.
 *
 * @param layers what a slot of a recipe appends
 * @param blocks combinations that branch and meet again
 * @param branches what lies on a branch of a block; keeps rows and columns
 * @param functions of one value
 * @param joins of two values
 * @param reductions of whole axes to one element
 * @param movements of elements of any type
 * @param inputs of the network
 * @param outputs what an int8 value becomes where it leaves the network
 */
record Repertoire(
        Kinds<Layer> layers,
        Kinds<Layer> blocks,
        Kinds<Layer> branches,
        Kinds<Layer> functions,
        Kinds<Join> joins,
        Kinds<Layer> reductions,
        Kinds<Layer> movements,
        Kinds<Input> inputs,
        Kinds<Layer> outputs) {
    /** What there is. */
    static final Repertoire STANDARD = new Repertoire(
            Layers.KINDS,
            Blocks.KINDS,
            Blocks.BRANCHES,
            FunctionLayers.KINDS,
            Joins.KINDS,
            PlainLayers.REDUCTIONS,
            Layers.MOVEMENTS,
            Edges.INPUTS,
            Edges.OUTPUTS);

    Repertoire withLayers(Kinds<Layer> others) {
        return new Repertoire(others, blocks, branches, functions, joins, reductions, movements, inputs, outputs);
    }

    Repertoire withInputs(Kinds<Input> others) {
        return new Repertoire(layers, blocks, branches, functions, joins, reductions, movements, others, outputs);
    }

    Repertoire withFunctions(Kinds<Layer> others) {
        return new Repertoire(layers, blocks, branches, others, joins, reductions, movements, inputs, outputs);
    }

    Repertoire withJoins(Kinds<Join> others) {
        return new Repertoire(layers, blocks, branches, functions, others, reductions, movements, inputs, outputs);
    }
}
