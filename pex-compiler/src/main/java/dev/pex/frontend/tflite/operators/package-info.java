/** One reader for each kind of operator of a .tflite file, with the forms that it reads. */
@NullMarked
package dev.pex.frontend.tflite.operators;

import org.jspecify.annotations.NullMarked;
