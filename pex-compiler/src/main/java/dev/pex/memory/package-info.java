/** Makes the plan of a schedule: lifetimes of rows, overlaps of outputs with operands, and the offset of every row. */
@NullMarked
package dev.pex.memory;

import org.jspecify.annotations.NullMarked;
