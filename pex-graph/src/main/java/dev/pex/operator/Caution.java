package dev.pex.operator;

/**
 * What a user should know about an operator of a file that is read: it is a warning, not a fault.
 *
 * @param what is unusual about it, and what is computed
 * @param advice what can be done about it
 */
public record Caution(String what, String advice) {}
