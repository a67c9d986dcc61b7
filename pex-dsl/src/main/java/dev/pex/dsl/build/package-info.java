/**
 * The inside of the builder. Not for users: these types are public only because the packages {@link dev.pex.dsl} and
 * {@code dev.pex.processor} and the builds that call models need them, and they may change with every version.
 *
 * <p>{@link dev.pex.dsl.build.Description} holds a network while it is described, {@link dev.pex.dsl.build.Operand} a
 * value of it, {@link dev.pex.dsl.build.Call} the call that adds an operator, and {@link dev.pex.dsl.build.Result} what is
 * known of an operator's output. This package knows none of the types that users call.
 */
@NullMarked
package dev.pex.dsl.build;

import org.jspecify.annotations.NullMarked;
