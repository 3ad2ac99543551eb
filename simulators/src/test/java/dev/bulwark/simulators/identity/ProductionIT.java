package dev.bulwark.simulators.identity;

import dev.bulwark.simulators.SimulatorsApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class ProductionIT {

    @Test
    void refuses_to_start_and_says_why_in_one_line(CapturedOutput output) {
        assertThatExceptionOfType(DevelopmentOnlyException.class)
                .isThrownBy(() -> new SpringApplicationBuilder(SimulatorsApplication.class)
                        .properties("spring.config.name=simulators")
                        .profiles("production")
                        // Nothing listens there: the refusal comes before the database is needed.
                        .run("--spring.datasource.url=jdbc:postgresql://localhost:1/none", "--server.port=0"));

        assertThat(output.getAll())
                .contains("refuses to start under profile production: point bulwark.security.issuer")
                .doesNotContain("\tat dev.bulwark");
    }
}
