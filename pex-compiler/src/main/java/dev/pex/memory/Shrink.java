package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
import dev.pex.memory.LiveTensors.Share;
import dev.pex.tensor.Extent;

/** How many of a tensor's live bytes remain in a smaller network. */
sealed interface Shrink {
    /** The bytes that remain of a share of a alias set. */
    double remaining(AliasSet aliasSet, Share share);

    /**
     * A part of the rows and columns. A map that is whole at some time loses rows and columns; rows that roll
     * over a map are as many as before, if it has so many, but shorter.
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

        /** Whether rows are all positions of a map: they are more than any input has. */
        private boolean isFlattened(Extent extent) {
            return graph.inputs().stream()
                    .map(input -> map(graph, aliasSets.of(input)))
                    .allMatch(input -> input.columns() > 1 && extent.rows() > input.rows());
        }

        /** A alias set as that member sees it which has both rows and columns, if any has. */
        static Extent map(Graph graph, AliasSet aliasSet) {
            return aliasSet.members().stream()
                    .map(member -> graph.tensor(member).extent())
                    .filter(extent -> extent.rows() > 1 && extent.columns() > 1)
                    .findFirst()
                    .orElse(aliasSet.extent());
        }
    }

    /** A part of the channels, where a layer chooses them; slices that are made one by one stay as they are. */
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
