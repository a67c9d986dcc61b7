/**
 * Plain C from a verified plan, in three stages; no class depends on a later stage:
 *
 * <ol>
 *   <li>facts: {@link dev.pex.emit.ModelCode} with names, places, entries, cuts, the schedule as bytes, scratch and inputs;
 *   <li>tables: {@link dev.pex.emit.ModelTables} with the arguments of kernels, views, windows and constant arrays, and
 *       {@link dev.pex.emit.Footprint};
 *   <li>files: headers, sources and the CMake file, from {@link dev.pex.emit.Template templates}.
 * </ol>
 */
@NullMarked
package dev.pex.emit;

import org.jspecify.annotations.NullMarked;
