/** Tries schedules and their memory plans, and keeps the best. */
@NullMarked
package dev.pex.planning;

import org.jspecify.annotations.NullMarked;
