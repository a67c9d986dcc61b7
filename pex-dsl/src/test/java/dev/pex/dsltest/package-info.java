/** Tests of the DSL as its users see it, from outside its package: messages name the line of the caller. */
@NullMarked
package dev.pex.dsltest;

import org.jspecify.annotations.NullMarked;
