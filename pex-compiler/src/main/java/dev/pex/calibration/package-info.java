/** Reads what networks are calibrated on out of files. The content of a file is never trusted. */
@NullMarked
package dev.pex.calibration;

import org.jspecify.annotations.NullMarked;
