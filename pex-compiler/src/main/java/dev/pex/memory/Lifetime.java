package dev.pex.memory;

import dev.pex.plan.Buffer;

/**
 * When a group of tensors is alive and how much of it.
 *
 * @param root the group
 * @param first first step that writes it, or {@link Buffer#BEFORE} for a network input
 * @param last last step that reads it, or the number of steps for a network output
 * @param rows rows of the root that must be kept at a time
 * @param bytes bytes of those rows
 */
record Lifetime(int root, int first, int last, int rows, int bytes) {}
