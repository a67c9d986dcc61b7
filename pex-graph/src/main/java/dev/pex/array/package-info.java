/** Arrays of numbers in files. The content of a file is never trusted. */
@NullMarked
package dev.pex.array;

import org.jspecify.annotations.NullMarked;
