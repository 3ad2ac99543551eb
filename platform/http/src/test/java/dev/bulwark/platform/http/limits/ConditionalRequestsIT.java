package dev.bulwark.platform.http.limits;

import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionalRequestsIT extends SampleService {

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"7\"", "W/\"7\"", "\"6\", \"7\"", "\"6\",W/\"7\"", " * "})
    void whatTheClientHasIsNotSentAgain(String known) {
        Answer answer = send(asAlice("/tagged").header("If-None-Match", known));
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.text()).isEmpty();
        assertThat(send(asAlice("/tagged").header("If-None-Match", known).HEAD())
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "\"6\", \"8\"", "nonsense", ",,", "\"*\""})
    void whatTheClientHasNotIsSent(String known) {
        assertThat(send(asAlice("/tagged").header("If-None-Match", known)).status())
                .isEqualTo(200);
    }
}
