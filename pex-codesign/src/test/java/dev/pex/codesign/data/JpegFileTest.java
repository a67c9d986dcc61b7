package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.calibration.Picture;
import dev.pex.calibration.SampleException;
import dev.pex.diagnostic.Code;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** JPEG files in grey and in colours are read, damaged ones refused. */
class JpegFileTest {
    private static Picture read(byte[] file) throws SampleException {
        return JpegFile.read(file, (width, height) -> {});
    }

    @Test
    void coloursAreThoseOfTheFile() throws SampleException {
        Picture picture = read(SampleFiles.image("jpg", 32, 16, (x, y) -> 0xc08020));

        assertThat(picture.width()).isEqualTo(32);
        assertThat(picture.height()).isEqualTo(16);
        assertThat(picture.colour(9, 3, 0)).isBetween(0xbd, 0xc3);
        assertThat(picture.colour(9, 3, 1)).isBetween(0x7d, 0x83);
        assertThat(picture.colour(9, 3, 2)).isBetween(0x1d, 0x23);
        assertThat(picture.opacity(9, 3)).isEqualTo(Picture.OPAQUE);
    }

    @Test
    void greyHasEqualColours() throws IOException, SampleException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 8; x++) {
            image.getRaster().setSample(x, 2, 0, 20 * x);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", file);

        Picture picture = read(file.toByteArray());

        for (int x = 0; x < 8; x++) {
            assertThat(picture.colour(x, 2, 0)).isBetween(20 * x - 25, 20 * x + 25);
            assertThat(picture.colour(x, 2, 1)).isEqualTo(picture.colour(x, 2, 0));
            assertThat(picture.colour(x, 2, 2)).isEqualTo(picture.colour(x, 2, 0));
        }
    }

    @Test
    void aFileThatIsCutOffIsRefusedWherePixelsAreMissing() throws SampleException {
        byte[] file = SampleFiles.image("jpg", 64, 64, (x, y) -> (x * y * 997) & 0xffffff);
        for (int length = 3; length < file.length - 2; length += 37) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(cut))
                    .as("%d of %d bytes", length, file.length)
                    .isInstanceOf(SampleException.class);
        }
        assertThat(read(Arrays.copyOf(file, file.length + 5)).width()).isEqualTo(64);
    }

    @Test
    void sizesAreCheckedBeforePixelsAreDecoded() {
        byte[] file = SampleFiles.plain("jpg", 5);
        assertThatThrownBy(() -> JpegFile.read(file, (width, height) -> {
                    throw new SampleException(Code.DATA_FILE, width + "x" + height, "");
                }))
                .hasMessage("4x4");
    }
}
