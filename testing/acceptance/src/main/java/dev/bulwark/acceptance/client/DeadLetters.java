package dev.bulwark.acceptance.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The parked messages of a service, and what an operator does about them. */
public final class DeadLetters {

    private final Operator operator;
    private final String path;

    DeadLetters(Operator operator, String path) {
        this.operator = operator;
        this.path = path;
    }

    /** @param cause null if it only waits behind another */
    public record DeadLetter(
            String id,
            String consumer,
            String key,
            String type,
            @Nullable String cause) {}

    /** @param redriven in a dry run, how many would be */
    public record Report(boolean dryRun, int redriven, int failed, int remaining, JsonNode results) {}

    private record Page(List<DeadLetter> items, @Nullable String nextCursor) {}

    /** Those of a key, the first hundred. */
    public List<DeadLetter> ofKey(String key) {
        return operator.get(path + "?limit=100&key=" + URLEncoder.encode(key, StandardCharsets.UTF_8))
                .send()
                .expect(200)
                .as(Page.class)
                .items();
    }

    public Report redrive(String key, boolean dryRun) {
        return operator.call("POST", path + "/redrive")
                .json("{\"key\":\"" + key + "\",\"max\":100,\"dryRun\":" + dryRun + "}")
                .send()
                .expect(200)
                .as(Report.class);
    }

    public void discard(DeadLetter letter, String reason) {
        operator.call("DELETE", path + "/" + letter.id())
                .json("{\"reason\":\"" + reason + "\"}")
                .send()
                .expect(204);
    }
}
