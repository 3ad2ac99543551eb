package dev.bulwark.platform.core.background;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class VirtualThreadsTest {

    @Test
    void aFailureThatTheWorkDoesNotHandleIsLoggedWithTheThreadsName(CapturedOutput output) throws Exception {
        Thread thread = VirtualThreads.start("once", () -> {
            throw new IllegalStateException("planted");
        });
        thread.join();

        assertThat(thread.isVirtual()).isTrue();
        assertThat(output).contains("once failed and is not repeated").contains("planted");
    }

    @Test
    void anExecutorGivesEachTaskAThreadOfTheName() throws Exception {
        AtomicReference<Thread> ran = new AtomicReference<>();
        try (ExecutorService threads = VirtualThreads.executor("many")) {
            threads.submit(() -> ran.set(Thread.currentThread())).get();
        }
        assertThat(ran.get().isVirtual()).isTrue();
        assertThat(ran.get().getName()).isEqualTo("many");
    }
}
