/**
 * Checked access to a .tflite file: its tables and vectors, its tensors and operators as it states them, and the names
 * and numbers of its schema. No operator's meaning is known here.
 */
@NullMarked
package dev.pex.frontend.tflite.file;

import org.jspecify.annotations.NullMarked;
