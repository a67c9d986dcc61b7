/** Reads the samples for calibration from files. The content of a file is never trusted. */
@NullMarked
package dev.pex.calibration;

import org.jspecify.annotations.NullMarked;
