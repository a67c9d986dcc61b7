/** The order of steps: which operator makes which part of its output when. */
@NullMarked
package dev.pex.schedule;

import org.jspecify.annotations.NullMarked;
