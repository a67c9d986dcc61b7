/** Explorations: which trainings are tried, where they run, what is kept of them, and which of them nothing else surpasses. */
@NullMarked
package dev.pex.codesign.explore;

import org.jspecify.annotations.NullMarked;
