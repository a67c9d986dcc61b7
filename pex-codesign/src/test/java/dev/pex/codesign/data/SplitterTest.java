package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Splits keep groups together, have their shares, and depend on names and seed alone. */
class SplitterTest {
    private static final SplitOptions SPEAKERS = SplitOptions.DEFAULT.withGroup("^(.*)_nohash_");

    /** Speakers of different diligence who speak words; nobody speaks all of them equally often. */
    private static List<Item> speech() {
        List<Item> items = new ArrayList<>();
        for (int speaker = 0; speaker < 60; speaker++) {
            for (int clip = 0; clip < 3 + speaker % 7; clip++) {
                int word = (speaker + clip) % 4;
                items.add(new Item(word + "/s" + speaker + "_nohash_" + clip + ".wav", word, Optional.empty()));
            }
        }
        return items;
    }

    private static String speaker(Item item) {
        return item.name().substring(2, item.name().indexOf("_nohash_"));
    }

    private static long count(List<Split> splits, Split split) {
        return splits.stream().filter(split::equals).count();
    }

    @Test
    void speakersAreInOneSplit() {
        List<Item> items = speech();
        List<Split> splits = Splitter.assign("data", items, SPEAKERS);
        Map<String, Split> bySpeaker = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Split before = bySpeaker.putIfAbsent(speaker(items.get(i)), splits.get(i));
            assertThat(before == null || before == splits.get(i)).isTrue();
        }
        assertThat(count(splits, Split.TEST)).isBetween(items.size() / 10L, items.size() / 10L + 9);
        assertThat(count(splits, Split.VALIDATION)).isBetween(items.size() * 9L / 100, items.size() * 9L / 100 + 10);
    }

    @Test
    void theOrderOfFilesDoesNotCount() {
        List<Item> items = speech();
        Map<String, Split> expected = byName(items, SPEAKERS);
        Collections.shuffle(items, new Random(3));
        assertThat(byName(items, SPEAKERS)).isEqualTo(expected);
        assertThat(byName(items, SPEAKERS.withSeed(2))).isNotEqualTo(expected);
    }

    private static Map<String, Split> byName(List<Item> items, SplitOptions options) {
        List<Split> splits = Splitter.assign("data", items, options);
        Map<String, Split> byName = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            byName.put(items.get(i).name(), splits.get(i));
        }
        return byName;
    }

    /** These splits were computed once. Another result on any machine or version of Java is a fault. */
    @Test
    void splitsAreTheSameEverywhere() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            items.add(new Item("x/" + i + ".png", i % 2, Optional.empty()));
        }
        StringBuilder text = new StringBuilder();
        Splitter.assign("data", items, SplitOptions.DEFAULT)
                .forEach(split -> text.append(split.name().charAt(1)));
        assertThat(text.toString()).isEqualTo("RRRRRERRAAER");
    }

    @Test
    void foldsTestEverySampleOnce() {
        List<Item> items = speech();
        Set<String> tested = new HashSet<>();
        for (int fold = 0; fold < 5; fold++) {
            List<Split> splits = Splitter.assign("data", items, SPEAKERS.withFold(5, fold));
            assertThat(count(splits, Split.TEST)).isBetween(items.size() / 5 - 5L, items.size() / 5 + 5L);
            Set<String> training = new HashSet<>();
            Set<String> others = new HashSet<>();
            for (int i = 0; i < items.size(); i++) {
                (splits.get(i) == Split.TRAINING ? training : others).add(speaker(items.get(i)));
                if (splits.get(i) == Split.TEST) {
                    assertThat(tested.add(items.get(i).name())).isTrue();
                }
            }
            assertThat(training).doesNotContainAnyElementsOf(others);
            assertThat(count(splits, Split.VALIDATION)).isPositive();
        }
        assertThat(tested).hasSize(items.size());
    }

    @Test
    void sixSpeakersGiveAtLeastOneToEachSplit() {
        List<Item> items = new ArrayList<>();
        for (int speaker = 0; speaker < 6; speaker++) {
            for (int word = 0; word < 10; word++) {
                items.add(new Item(word + "/s" + speaker + "_nohash_0.wav", word, Optional.empty()));
            }
        }
        List<Split> splits = Splitter.assign("data", items, SPEAKERS);
        assertThat(count(splits, Split.TEST)).isEqualTo(10);
        assertThat(count(splits, Split.VALIDATION)).isEqualTo(10);
    }

    @Test
    void faultsOfSettingsAreDiagnostics() {
        List<Item> items =
                List.of(new Item("a/x.wav", 0, Optional.empty()), new Item("b/y.wav", 1, Optional.of(Split.TEST)));
        assertFault(() -> Splitter.assign("data", items, SPEAKERS), "no group by the pattern");
        assertFault(() -> Splitter.assign("data", items, SplitOptions.DEFAULT.withFold(5, 0)), "each of 5 folds");
        assertFault(() -> SplitOptions.DEFAULT.withShares(0, 0.1), "validation is 0.0");
        assertFault(() -> SplitOptions.DEFAULT.withShares(0.1, 1), "test is 1.0");
        assertFault(() -> SplitOptions.DEFAULT.withFold(1, 0), "folds is 1");
        assertFault(() -> SplitOptions.DEFAULT.withFold(5, 5), "fold is 5 of 5");
        assertFault(() -> SplitOptions.DEFAULT.withGroup("speaker"), "no group in parentheses");
        assertFault(() -> SplitOptions.DEFAULT.withGroup("("), "no regular expression");
    }

    private static void assertFault(Runnable action, String what) {
        assertThatThrownBy(action::run)
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0606")
                .hasMessageContaining(what);
    }
}
