/** The protobuf messages, and how they are printed. */
@NullMarked
package dev.pex.proto;

import org.jspecify.annotations.NullMarked;
