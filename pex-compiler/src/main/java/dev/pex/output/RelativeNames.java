package dev.pex.output;

import java.util.ArrayList;
import java.util.List;

/** Relative paths with '/' between folders, as a compilation names its files. */
final class RelativeNames {
    private RelativeNames() {}

    /** Whether a name stays inside its folder on every platform and is not the name of a manifest. */
    static boolean isSafe(String name) {
        if (name.isEmpty() || name.startsWith(Manifest.FILE) || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) {
            return false;
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The folders that a name lies in, innermost first. */
    static List<String> parents(String name) {
        List<String> parents = new ArrayList<>();
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            parents.add(name.substring(0, slash));
        }
        return parents;
    }

    static String require(String name) {
        if (!isSafe(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of an output file");
        }
        return name;
    }
}
