package dev.pex.executor;

import dev.pex.tensor.Part;

/** Visits the pixels of a part in memory order. */
final class Pixels {
    private Pixels() {}

    /** What to do at a pixel. */
    @FunctionalInterface
    interface Visitor {
        void visit(int row, int column);
    }

    static void forEach(Part part, Visitor visitor) {
        for (int row = part.rows().start(); row < part.rows().end(); row++) {
            for (int column = part.columns().start(); column < part.columns().end(); column++) {
                visitor.visit(row, column);
            }
        }
    }
}
