package dev.pex.output;

import java.util.List;

/**
 * The result of writing a folder.
 *
 * @param written files that are new or have new content
 * @param unchanged files that had the right content and were not touched
 * @param removed files of an earlier run that are no longer generated
 */
public record Changes(List<String> written, List<String> unchanged, List<String> removed) {
    public Changes {
        written = List.copyOf(written);
        unchanged = List.copyOf(unchanged);
        removed = List.copyOf(removed);
    }

    /** Whether the folder is unchanged. */
    public boolean isEmpty() {
        return written.isEmpty() && removed.isEmpty();
    }
}
