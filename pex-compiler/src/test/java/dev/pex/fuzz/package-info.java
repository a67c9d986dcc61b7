/**
 * Coverage-guided fuzzing. Jazzer fuzzes one test in a Java process, so these classes are no tests by
 * their names: the build runs each in a process of its own (docs/FUZZING.md).
 */
@NullMarked
package dev.pex.fuzz;

import org.jspecify.annotations.NullMarked;
