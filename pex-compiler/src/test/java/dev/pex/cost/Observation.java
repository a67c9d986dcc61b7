package dev.pex.cost;

import dev.pex.kernel.Variant;

/**
 * What the steps of an operator took on a core.
 *
 * @param model that the operator is of
 * @param operator its index
 * @param work of all its steps
 * @param instructions that all its steps took
 */
record Observation(Core core, Variant variant, Form form, String model, int operator, Work work, long instructions) {}
