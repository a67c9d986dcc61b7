/** Float networks in PyTorch, with gradients. No other package knows the engine. */
@NullMarked
package dev.pex.codesign.torch;

import org.jspecify.annotations.NullMarked;
