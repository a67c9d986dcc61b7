package dev.pex.alias;

/**
 * An alias set whose bytes lie inside those of another one, so that a concatenation or a slice moves nothing.
 *
 * @param operator index of the operator
 * @param inner id of the alias set that lies inside
 * @param outer id of the alias set that it lies in
 * @param row row of the outer one that holds row 0 of the inner one
 * @param bytes from the start of a row of the outer one to the start of the row of the inner one
 */
public record SubBuffer(int operator, int inner, int outer, int row, int bytes) {}
