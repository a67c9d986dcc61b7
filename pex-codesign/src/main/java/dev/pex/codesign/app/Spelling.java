package dev.pex.codesign.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who misspelt a name. */
final class Spelling {
    /** Names that differ in more than a third of their letters are others. */
    private static final int LETTERS_PER_MISTAKE = 3;

    private Spelling() {}

    /** The name that is most like another one; empty when none is. Capitals do not count. */
    static Optional<String> closest(String name, Collection<String> names) {
        return names.stream()
                .filter(each -> mistakes(name, each) <= Math.max(1, name.length() / LETTERS_PER_MISTAKE))
                .min(Comparator.<String>comparingInt(each -> mistakes(name, each))
                        .thenComparing(each -> each));
    }

    /** Fewest letters to insert, leave out or replace (Levenshtein, 1966). */
    private static int mistakes(String from, String to) {
        int[] before = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] now = new int[to.length() + 1];
            now[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                char a = Character.toLowerCase(from.charAt(i - 1));
                char b = Character.toLowerCase(to.charAt(j - 1));
                int replaced = before[j - 1] + (a == b ? 0 : 1);
                now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[to.length()];
    }
}
