package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Products and quotients with a number, with gradients. The engine's own methods that take a number give its memory back as soon
 * as they return, although the gradient reads it later: when garbage is collected between the two, gradients are arbitrary.
 * Numbers that are made here live as long as the results.
 */
final class Numbers {
    private Numbers() {}

    /** Each element multiplied by a number; it goes with the array. */
    static NDArray times(NDArray array, float number) {
        return array.mul(lasting(array.getManager(), number));
    }

    /** Each element divided by a number; it goes with the array. */
    static NDArray quotient(NDArray array, float number) {
        return array.div(lasting(array.getManager(), number));
    }

    /**
     * The same elements with the same gradients, with another owner.
     *
     * @param manager owns the result, and what is computed from it
     */
    static NDArray in(NDManager manager, NDArray array) {
        return lasting(manager, 1).mul(array);
    }

    private static NDArray lasting(NDManager manager, float number) {
        return manager.create(new float[] {number}, new Shape());
    }
}
