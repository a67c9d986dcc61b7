package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
import dev.pex.memory.LiveTensors.Share;
import dev.pex.tensor.Extent;

/** A way to make a network smaller: how many of a tensor's live bytes remain. */
sealed interface Shrink {
    /** The bytes that remain of the live bytes of an alias set. */
    double remaining(AliasSet aliasSet, Share share);

    /**
     * Fewer rows and columns. A tensor that is live as a whole at some time loses rows and columns. Of a tensor of which a few
     * rows are live at a time, as many rows stay live, if it has so many; they are shorter.
     */
    record Resolution(Graph graph, AliasSets aliasSets, double rows, double columns) implements Shrink {
        @Override
        public double remaining(AliasSet aliasSet, Share share) {
            Extent map = map(graph, aliasSet);
            boolean hasColumns = map.columns() > 1 || isFlattened(map);
            double bytes = hasColumns ? columns * share.bytes() : share.bytes();
            if (map.rows() == 1 || share.rowBytes() == 0) {
                return bytes;
            }
            return bytes * (share.holdsAllRows() ? rows : Math.min(1, rows * share.wholeBytes() / share.rowBytes()));
        }

        /** Whether the rows of a tensor are all pixels of an image: it then has more rows than any input. */
        private boolean isFlattened(Extent extent) {
            return graph.inputs().stream()
                    .map(input -> map(graph, aliasSets.of(input)))
                    .allMatch(input -> input.columns() > 1 && extent.rows() > input.rows());
        }

        /** The extent of the first member that has both several rows and several columns; that of the alias set when no member has. */
        static Extent map(Graph graph, AliasSet aliasSet) {
            return aliasSet.members().stream()
                    .map(member -> graph.tensor(member).extent())
                    .filter(extent -> extent.rows() > 1 && extent.columns() > 1)
                    .findFirst()
                    .orElse(aliasSet.extent());
        }
    }

    /** Fewer channels, where a layer chooses them. Slices that are live one at a time keep their width. */
    record Channels(ChannelTies ties, double part) implements Shrink {
        @Override
        public double remaining(AliasSet aliasSet, Share share) {
            if (ties.isTied(aliasSet.id()) || aliasSet.extent().channels() == 1) {
                return share.bytes();
            }
            return share.holdsAllChannels() ? part * share.bytes() : Math.min(share.bytes(), part * share.rowBytes());
        }
    }
}
