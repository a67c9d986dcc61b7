package dev.pex.codesign.data;

import dev.pex.diagnostic.Code;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How samples are split where a data set does not say it. Groups of samples stay together, in an order that depends on the seed
 * and on the names of groups only.
 *
 * @param validation the share of the training data that becomes validation data, unless some is given; in (0, 1)
 * @param test the share of all data that becomes test data, unless some is given or there are folds; in (0, 1)
 * @param seed chooses among the many splits
 * @param group a regular expression, found in the name of a file, whose first group names the group of the sample, such as a
 *     speaker; without it each sample is a group
 * @param folds into how many parts all data is cut for cross-validation; 0 for no cross-validation, otherwise at least 2
 * @param fold which of the parts is the test data, from 0 on
 */
public record SplitOptions(double validation, double test, long seed, Optional<String> group, int folds, int fold) {
    /** A tenth for each, each sample on its own, no cross-validation. */
    public static final SplitOptions DEFAULT = new SplitOptions(0.1, 0.1, 1, Optional.empty(), 0, 0);

    private static final int MOST_FOLDS = 100;

    /** @throws dev.pex.diagnostic.DiagnosticException when a value is out of its range */
    public SplitOptions {
        requireShare("validation", validation);
        requireShare("test", test);
        require(folds == 0 || (folds >= 2 && folds <= MOST_FOLDS), "folds is " + folds, "take 2 to " + MOST_FOLDS);
        require(
                fold >= 0 && fold < Math.max(1, folds),
                "fold is " + fold + " of " + folds,
                "folds count from 0; without folds it is 0");
        group.ifPresent(SplitOptions::requirePattern);
    }

    public SplitOptions withSeed(long number) {
        return new SplitOptions(validation, test, number, group, folds, fold);
    }

    public SplitOptions withShares(double ofValidation, double ofTest) {
        return new SplitOptions(ofValidation, ofTest, seed, group, folds, fold);
    }

    public SplitOptions withGroup(String pattern) {
        return new SplitOptions(validation, test, seed, Optional.of(pattern), folds, fold);
    }

    public SplitOptions withFold(int of, int number) {
        return new SplitOptions(validation, test, seed, group, of, number);
    }

    private static void requireShare(String name, double share) {
        require(share > 0 && share < 1, name + " is " + share, "take a share between 0 and 1, such as 0.1");
    }

    private static void requirePattern(String pattern) {
        try {
            require(
                    Pattern.compile(pattern).matcher("").groupCount() >= 1,
                    "group is '" + pattern + "', which has no group in parentheses",
                    "write the part that names the group in parentheses, such as ^(.*)_nohash_");
        } catch (PatternSyntaxException e) {
            throw fault(
                    "group is '" + pattern + "', which is no regular expression: " + e.getDescription(),
                    "write one such as ^(.*)_nohash_");
        }
    }

    private static void require(boolean condition, String what, String help) {
        if (!condition) {
            throw fault(what, help);
        }
    }

    private static RuntimeException fault(String what, String help) {
        return Faults.of(Code.DATA_SETTING, "splits", what, help);
    }
}
