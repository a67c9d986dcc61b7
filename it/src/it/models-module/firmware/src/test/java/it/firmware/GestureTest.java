package it.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network that the firmware gets, on the JVM. */
class GestureTest {
  private final GestureRunner gesture = new GestureRunner();

  private static float[] motion() {
    float[] motion = new float[32 * 6];
    for (int i = 0; i < motion.length; i++) {
      motion[i] = (float) Math.sin(0.37 * i);
    }
    return motion;
  }

  @Test
  void isWhatTheFirmwareExpects() {
    assertEquals(List.of(1, 32, 6, 1), GestureModel.INPUT_0_SHAPE);
    assertEquals(List.of("rest", "wave", "tap", "circle"), GestureModel.LABELS);
    assertTrue(GestureModel.ARENA_BYTES <= 4096);
  }

  @Test
  void givesEachLabelAProbability() {
    float[] scores = gesture.run(motion());

    assertEquals(GestureModel.LABELS.size(), scores.length);
    float sum = 0;
    int best = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += scores[i];
      best = scores[i] > scores[best] ? i : best;
    }
    assertEquals(1, sum, 0.02f);
    assertEquals(GestureModel.LABELS.get(best), gesture.classify(motion()));
  }

  /** For the comparison with the C, which comes after the tests. */
  @Test
  void computesWithTheElementsOfTheFirmware() throws IOException {
    byte[] input = new byte[GestureModel.INPUT_0_BYTES];
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) (i * 37);
    }
    byte[] output = gesture.runQuantized(input);

    assertEquals(GestureModel.OUTPUT_0_BYTES, output.length);
    Path results = Files.createDirectories(Path.of("results"));
    Files.write(results.resolve("input.bin"), input);
    Files.write(results.resolve("jvm.bin"), output);
  }
}
