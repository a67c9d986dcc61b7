/** Where the weights of networks come from: files of named arrays, or chance. */
@NullMarked
package dev.pex.dsl.weights;

import org.jspecify.annotations.NullMarked;
