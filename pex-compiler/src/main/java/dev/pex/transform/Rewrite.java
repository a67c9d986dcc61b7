package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import java.util.List;

/**
 * One application of a rewrite rule.
 *
 * @param rule name of the rule
 * @param removed operators of the graph before that the graph after does not have, in order
 * @param added operators of the graph after that the graph before did not have, in order
 */
public record Rewrite(String rule, List<Operator> removed, List<Operator> added) {
    public Rewrite {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** What a rule has changed. Only operators between the first and the last difference are compared. */
    static Rewrite between(String rule, Graph before, Graph after) {
        List<Operator> old = before.operators();
        List<Operator> now = after.operators();
        int shorter = Math.min(old.size(), now.size());
        int start = 0;
        while (start < shorter && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        List<Operator> oldMiddle = old.subList(start, old.size() - end);
        List<Operator> newMiddle = now.subList(start, now.size() - end);
        return new Rewrite(rule, without(oldMiddle, newMiddle), without(newMiddle, oldMiddle));
    }

    private static List<Operator> without(List<Operator> operators, List<Operator> others) {
        return operators.stream().filter(o -> !others.contains(o)).toList();
    }
}
