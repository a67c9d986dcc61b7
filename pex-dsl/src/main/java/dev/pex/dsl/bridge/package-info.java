/** The entry point of builds that run the code of models. Not for users; it may change with every version. */
@NullMarked
package dev.pex.dsl.bridge;

import org.jspecify.annotations.NullMarked;
