/** Support for tests of the whole compiler: random networks and random schedules. */
@NullMarked
package dev.pex.testing;

import org.jspecify.annotations.NullMarked;
