package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StillWorkingTest {
    @Test
    void tellsHowLongAModelTakes() throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        StillWorking watch = StillWorking.on("net.tflite", 1, lines::add);
        assertThat(lines.poll(1, TimeUnit.MINUTES)).isEqualTo("net.tflite: looking for a small arena for 1 s now");
        assertThat(lines.poll(1, TimeUnit.MINUTES)).endsWith(" 2 s now");
        watch.stop();
    }
}
