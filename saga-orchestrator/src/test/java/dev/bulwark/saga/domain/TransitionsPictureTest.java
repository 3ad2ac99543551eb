package dev.bulwark.saga.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The picture in the handbook is the table in the code. {@code -Dbulwark.render=true} writes it anew. */
class TransitionsPictureTest {

    private static final Path PAGE = Path.of("..", "docs", "patterns", "saga.md");
    private static final String BEGIN = "<!-- transitions: rendered from OrderSagaTransitions -->\n";
    private static final String END = "<!-- transitions: end -->\n";

    @Test
    void theHandbookShowsTheTransitionsOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        String rendered = render();
        if (Boolean.getBoolean("bulwark.render")) {
            Files.writeString(PAGE, page.substring(0, from) + rendered + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to))
                .as("run this test with -Dbulwark.render=true to draw %s anew", PAGE)
                .isEqualTo(rendered);
    }

    private static String render() {
        Map<String, StringJoiner> arrows = new LinkedHashMap<>();
        OrderSagaTransitions.all().stream()
                .filter(cell -> cell.effect().moves())
                .forEach(cell -> cell.to().stream()
                        .sorted(Comparator.naturalOrder())
                        .forEach(to -> arrows.computeIfAbsent(
                                        name(cell.from()) + " --> " + name(to), arrow -> new StringJoiner("<br>"))
                                .add(label(cell.on()))));
        StringBuilder picture = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        arrows.forEach((arrow, labels) ->
                picture.append("    ").append(arrow).append(": ").append(labels).append('\n'));
        for (Phase phase : Phase.values()) {
            if (phase.direction() == Phase.Direction.END) {
                picture.append("    ").append(phase).append(" --> [*]\n");
            }
        }
        return picture.append("```\n").toString();
    }

    private static String name(Phase phase) {
        return phase == Phase.NOT_STARTED ? "[*]" : phase.name();
    }

    private static String label(Trigger trigger) {
        return trigger.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
