/** The study of docs/STUDY.md: one command for each row, and the tables of all rows. */
@NullMarked
package dev.pex.study;

import org.jspecify.annotations.NullMarked;
