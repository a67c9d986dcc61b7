package dev.pex.codesign.explore;

/** What a network costs; less is better. */
public enum Objective {
    ARENA("arena", "Arena in bytes"),
    FLASH("flash", "Constants and schedule in bytes"),
    MACS("macs", "Multiply-accumulates");

    private final String id;
    private final String title;

    Objective(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** As settings name it. */
    public String id() {
        return id;
    }

    String title() {
        return title;
    }

    long cost(Figures figures) {
        return switch (this) {
            case ARENA -> figures.arenaBytes();
            case FLASH -> figures.flashBytes();
            case MACS -> figures.macs();
        };
    }
}
