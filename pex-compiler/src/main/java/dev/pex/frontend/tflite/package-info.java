/**
 * Reads TensorFlow Lite models: what kind of network a file has, and its inputs, operators and outputs in turn, with
 * diagnostics for all that is malformed, invalid or not supported.
 */
@NullMarked
package dev.pex.frontend.tflite;

import org.jspecify.annotations.NullMarked;
