package dev.pex.placement;

/**
 * What a search tries first. No taste is good for all instances, so every restart has another one.
 *
 * @param cautious whether to decide first where there is least room, rather than where most failed
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

    static SearchPreferences random(boolean cautious, PseudoRandom dice) {
        return new SearchPreferences(
                cautious,
                dice.fraction(),
                2 * dice.fraction() - 0.5,
                2 * dice.fraction() - 0.5,
                dice.fraction(),
                3 * dice.fraction());
    }
}
