package dev.pex.placement;

/**
 * What a search tries first. No preferences suit all instances, so that every restart has others.
 *
 * @param cautious whether to decide first on the section with the fewest options, rather than on the one that failed most
 *     often
 * @param area weight of the logarithm of a block's area
 * @param height weight of the logarithm of its height
 * @param length weight of the logarithm of the number of its sections
 * @param chance weight of a random number
 * @param fit weight of leaving a level skyline
 */
record SearchPreferences(boolean cautious, double area, double height, double length, double chance, double fit) {
    static SearchPreferences plain() {
        return new SearchPreferences(false, 1, 0, 0, 0, 1);
    }

    static SearchPreferences random(boolean cautious, PseudoRandom random) {
        return new SearchPreferences(
                cautious,
                random.fraction(),
                2 * random.fraction() - 0.5,
                2 * random.fraction() - 0.5,
                random.fraction(),
                3 * random.fraction());
    }
}
