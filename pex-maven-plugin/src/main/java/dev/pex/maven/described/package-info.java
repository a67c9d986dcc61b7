/** Models in Java: their code is compiled where necessary and runs behind a class loader of its own. */
@NullMarked
package dev.pex.maven.described;

import org.jspecify.annotations.NullMarked;
