/** The serialised messages, and their printing. */
@NullMarked
package dev.pex.proto;

import org.jspecify.annotations.NullMarked;
