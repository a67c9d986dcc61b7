package dev.pex.operator;

/** Operators that take raw values from elsewhere, copied or interpolated, never requantised. */
public interface Movement extends Operator {}
