/** How networks are trained, as plain numbers. */
@NullMarked
package dev.pex.codesign.recipe;

import org.jspecify.annotations.NullMarked;
