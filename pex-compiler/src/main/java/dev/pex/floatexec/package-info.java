/** Executes float networks, with which quantised networks are compared. */
@NullMarked
package dev.pex.floatexec;

import org.jspecify.annotations.NullMarked;
