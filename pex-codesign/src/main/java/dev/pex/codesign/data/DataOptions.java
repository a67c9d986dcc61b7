package dev.pex.codesign.data;

import dev.pex.codesign.sound.SoundSettings;
import dev.pex.tensor.Extent;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a folder becomes a data set.
 *
 * @param input the extent of the input of the network
 * @param splits how samples are split where the folder does not say it
 * @param augmentation how training samples are changed
 * @param sound the front end for sounds; without it the network gets the waveform
 * @param cache the folder that keeps decoded images, which is made when it is not there; without it images are decoded each time
 */
public record DataOptions(
        Extent input,
        SplitOptions splits,
        Augmentation augmentation,
        Optional<SoundSettings> sound,
        Optional<Path> cache) {
    /** The usual splits, no augmentation, no front end, no cache. */
    public static DataOptions of(Extent input) {
        return new DataOptions(input, SplitOptions.DEFAULT, Augmentation.NONE, Optional.empty(), Optional.empty());
    }

    public DataOptions withSplits(SplitOptions options) {
        return new DataOptions(input, options, augmentation, sound, cache);
    }

    public DataOptions withAugmentation(Augmentation changes) {
        return new DataOptions(input, splits, changes, sound, cache);
    }

    public DataOptions withSound(SoundSettings settings) {
        return new DataOptions(input, splits, augmentation, Optional.of(settings), cache);
    }

    public DataOptions withCache(Path folder) {
        return new DataOptions(input, splits, augmentation, sound, Optional.of(folder));
    }
}
