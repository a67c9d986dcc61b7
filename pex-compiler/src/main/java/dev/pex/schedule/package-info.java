/** Schedules: in which order operators make which parts of their outputs. */
@NullMarked
package dev.pex.schedule;

import org.jspecify.annotations.NullMarked;
