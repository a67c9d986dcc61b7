/** What Pex tells a user about a fault in the user's input: where, what, and what to do. */
@NullMarked
package dev.pex.diagnostic;

import org.jspecify.annotations.NullMarked;
