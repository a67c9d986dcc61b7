/** The plan: schedule and memory map as data, serialisable and checkable on its own. */
@NullMarked
package dev.pex.plan;

import org.jspecify.annotations.NullMarked;
