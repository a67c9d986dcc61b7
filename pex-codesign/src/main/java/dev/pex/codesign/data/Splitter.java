package dev.pex.codesign.data;

import dev.pex.diagnostic.Code;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses the split of each sample. Groups are taken in the order of a digest of seed and name, from each class in proportion;
 * groups with samples of several classes, such as speakers, are taken in proportion to all of their samples. The result depends
 * neither on the order of samples nor on the machine.
 */
final class Splitter {
    /** The key of the groups that have several classes. */
    private static final int MIXED = -1;

    private final String location;
    private final List<Item> items;
    private final SplitOptions options;
    private final Split[] splits;

    private Splitter(String location, List<Item> items, SplitOptions options) {
        this.location = location;
        this.items = items;
        this.options = options;
        this.splits = new Split[items.size()];
    }

    /** Samples that stay together. */
    private record Group(String name, long rank, List<Integer> members) {}

    /**
     * Chooses the split of each item.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when a name lacks its group, or folds are wanted of data with test data
     */
    static List<Split> assign(String location, List<Item> items, SplitOptions options) {
        return new Splitter(location, items, options).assign();
    }

    private List<Split> assign() {
        for (int i = 0; i < splits.length; i++) {
            splits[i] = items.get(i).given().orElse(Split.TRAINING);
        }
        boolean tested = Arrays.asList(splits).contains(Split.TEST);
        if (tested && options.folds() > 0) {
            throw Faults.of(
                    Code.DATA_SETTING,
                    location,
                    "it has test data, and each of " + options.folds() + " folds would be test data too",
                    "set no folds, or put all samples into one folder");
        }
        if (options.folds() > 0) {
            takeFold();
        } else if (!tested) {
            take(options.test(), Split.TEST);
        }
        if (!Arrays.asList(splits).contains(Split.VALIDATION)) {
            take(options.validation(), Split.VALIDATION);
        }
        return List.of(splits);
    }

    /** Gives groups of training data to another split, as long as that has less than its share; one group stays. */
    private void take(double share, Split split) {
        for (List<Group> groups : strata().values()) {
            long all =
                    groups.stream().mapToLong(group -> group.members().size()).sum();
            long taken = 0;
            for (int i = 0; i < groups.size() - 1 && taken < share * all; i++) {
                taken += groups.get(i).members().size();
                groups.get(i).members().forEach(member -> splits[member] = split);
            }
        }
    }

    /** Deals groups to folds, large ones first, each to the fold with the fewest samples of the stratum, then of all. */
    private void takeFold() {
        long[] total = new long[options.folds()];
        for (List<Group> groups : strata().values()) {
            long[] own = new long[options.folds()];
            groups.sort(
                    Comparator.comparingInt((Group group) -> -group.members().size()));
            for (Group group : groups) {
                int least = 0;
                for (int fold = 1; fold < own.length; fold++) {
                    if (own[fold] < own[least] || (own[fold] == own[least] && total[fold] < total[least])) {
                        least = fold;
                    }
                }
                own[least] += group.members().size();
                total[least] += group.members().size();
                if (least == options.fold()) {
                    group.members().forEach(member -> splits[member] = Split.TEST);
                }
            }
        }
    }

    /** The groups of the training data in their order: by class, and those of several classes. */
    private SortedMap<Integer, List<Group>> strata() {
        SortedMap<String, List<Integer>> members = new TreeMap<>();
        Pattern pattern = Pattern.compile(options.group().orElse("(.*)"));
        for (int i = 0; i < splits.length; i++) {
            if (splits[i] == Split.TRAINING) {
                members.computeIfAbsent(group(items.get(i), pattern), name -> new ArrayList<>())
                        .add(i);
            }
        }
        SortedMap<Integer, List<Group>> strata = new TreeMap<>();
        MessageDigest digest = Sha256.begin();
        members.forEach((name, own) -> {
            List<Integer> labels =
                    own.stream().map(i -> items.get(i).label()).distinct().toList();
            strata.computeIfAbsent(labels.size() == 1 ? labels.get(0) : MIXED, key -> new ArrayList<>())
                    .add(new Group(name, rank(digest, name), own));
        });
        strata.values()
                .forEach(groups -> groups.sort(Comparator.comparing(Group::rank).thenComparing(Group::name)));
        return strata;
    }

    private String group(Item item, Pattern pattern) {
        if (options.group().isEmpty()) {
            return item.name();
        }
        String file = item.name().substring(item.name().lastIndexOf('/') + 1);
        Matcher matcher = pattern.matcher(file);
        String group = matcher.find() ? matcher.group(1) : null;
        if (group == null) {
            throw Faults.of(
                    Code.DATA_SETTING,
                    location + "/" + item.name(),
                    "its name has no group by the pattern " + pattern,
                    "let the pattern find the group in the name of each file");
        }
        return group;
    }

    private long rank(MessageDigest digest, String group) {
        byte[] text = (options.seed() + "\n" + group).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(digest.digest(text)).getLong();
    }
}
