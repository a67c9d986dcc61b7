/**
 * Reads TensorFlow Lite models: checked access to the FlatBuffers file, one reader for each kind of
 * operator, and diagnostics for all that is malformed, invalid or not supported.
 */
@NullMarked
package dev.pex.frontend.tflite;

import org.jspecify.annotations.NullMarked;
