package dev.bulwark.platform.http.problem;

import java.io.IOException;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(Problems.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Problems problems = new Problems(List.of());

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void whatNobodyTranslatesIsOurFaultAndLogged() {
        assertThat(problems.of(new IllegalStateException("oops")).status()).isEqualTo(500);
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
    }

    @Test
    void aCallerThatLeftIsNobodysFault() {
        IOException brokenPipe = new IOException("Broken pipe");
        problems.of(new IllegalStateException("not written", new AsyncRequestNotUsableException("gone", brokenPipe)));
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).doesNotContain(Level.ERROR, Level.WARN);
    }
}
