/** Tries schedules and their plans, and keeps the best. */
@NullMarked
package dev.pex.planning;

import org.jspecify.annotations.NullMarked;
