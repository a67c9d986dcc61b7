/** Models that are described in Java: their code is compiled where need be, and run behind a class loader of its own. */
@NullMarked
package dev.pex.maven.described;

import org.jspecify.annotations.NullMarked;
