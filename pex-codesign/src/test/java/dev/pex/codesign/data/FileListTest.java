package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of labelled files become data sets. */
class FileListTest {
    private static final DataOptions OPTIONS = DataOptions.of(new Extent(4, 4, 3));

    @TempDir
    Path folder;

    private void images() throws IOException {
        for (int i = 0; i < 8; i++) {
            SampleFiles.write(folder, "all/n" + i % 2 + "/" + i + ".png", SampleFiles.plain("png", i << 16));
        }
    }

    private DataSet read(FileList list) {
        return DataReader.read(folder, list, OPTIONS);
    }

    @Test
    void columnsGivePathsLabelsAndSplits() throws IOException {
        images();
        StringBuilder text = new StringBuilder("split\tperson\timage\n");
        String[] splits = {"train", "train", "train", "train", "validation", "test", "test2", "test2"};
        for (int i = 0; i < 8; i++) {
            text.append(splits[i] + "\t" + (i / 2 % 2) + "\tn" + i % 2 + "_" + i + "\n");
        }
        SampleFiles.write(folder, "list.tsv", text.toString());
        FileList list = FileList.of(folder.resolve("list.tsv"))
                .withColumns("image", "person", "split")
                .withPaths("(n[0-9]+)_([0-9]+)", "all/$1/$2.png");

        DataSet data = read(list);

        assertThat(data.classes()).containsExactly("0", "1");
        assertThat(data.training().size()).isEqualTo(4);
        assertThat(data.validation().size()).isEqualTo(1);
        assertThat(data.test().size()).isEqualTo(1);
        assertThat(SampleFiles.read(data.test(), 0, 48)[0]).isEqualTo((float) (-1 + 10 / 255.0));
        assertThat(data.test().label(0)).isZero();
        assertThat(read(list.withTest("test2")).test().size()).isEqualTo(2);
    }

    @Test
    void withoutSplitsTheOptionsSplit() throws IOException {
        images();
        StringBuilder text = new StringBuilder("file\tlabel\n");
        for (int i = 0; i < 8; i++) {
            text.append("all/n" + i % 2 + "/" + i + ".png\tclass" + i % 2 + "\n");
        }
        SampleFiles.write(folder, "list.tsv", text.toString());

        DataSet data = read(FileList.of(folder.resolve("list.tsv")));

        assertThat(data.training().size()).isEqualTo(4);
        assertThat(data.validation().size()).isEqualTo(2);
        assertThat(data.test().size()).isEqualTo(2);
    }

    @Test
    void faultsNameTheirLine() throws IOException {
        assertFault("file\tlabels\n", "no column 'label'");
        assertFault("", "no column 'file'");
        assertFault("file\tlabel\na.png\n", "list.tsv:2: it has 1 columns, not 2");
        assertFault("file\tlabel\na.png\t1\na.png\t1\n", "list.tsv:3: it lists a.png a second time");
        assertFault("file\tlabel\n../a.png\t1\n", "no path of an image");
        assertFault("file\tlabel\n/a.png\t1\n", "no path of an image");
        assertFault("file\tlabel\na.txt\t1\n", "no path of an image");
        assertFault(
                "file\tlabel\tsplit\na.png\t1\ttrain\nb.png\t2\ttrain\nc.png\t1\tvalidation\nd.png\t1\ttest\n",
                "a.png does not exist");
        FileList list = FileList.of(folder.resolve("list.tsv"));
        assertFault("file\tlabel\na.png\t1\n", list.withPaths("(b.*)", "$1"), "does not match");
        assertFault("file\tlabel\na.png\t1\n", list.withPaths("(a.*)", "$2"), "does not fit the pattern");
        assertFault("file\tlabel\na.png\t1\n", list.withPaths("(a.*", "$1"), "no regular expression");
    }

    private void assertFault(String text, String what) throws IOException {
        assertFault(text, FileList.of(folder.resolve("list.tsv")), what);
    }

    private void assertFault(String text, FileList list, String what) throws IOException {
        SampleFiles.write(folder, "list.tsv", text);
        assertThatThrownBy(() -> read(list))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining(what);
    }

    /** A list of 15,360 images, whose files need not be there to be listed. */
    @Test
    void aLargeListIsRead() throws IOException {
        Path list = Path.of("..", "..", "shared", "data", "person.tsv");
        Path elsewhere = Path.of("..", "shared", "data", "person.tsv");
        Path found = Files.exists(list) ? list : elsewhere;
        Assumptions.assumeTrue(Files.exists(found), "person.tsv is not in ../shared/data");

        Sources sources = FileList.of(found)
                .withColumns("image", "person", "split")
                .withPaths("(n[0-9]+)_[0-9]+", "train/$1/images/$0.JPEG")
                .sources(folder);

        assertThat(sources.classes()).containsExactly("0", "1");
        assertThat(sources.files()).hasSize(10_252 + 1138 + 1108);
        assertThat(sources.files().get(0).name()).matches("train/(n[0-9]+)/images/\\1_[0-9]+\\.JPEG");
    }
}
