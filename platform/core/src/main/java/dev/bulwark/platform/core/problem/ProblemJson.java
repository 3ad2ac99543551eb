package dev.bulwark.platform.core.problem;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the JSON document of RFC 9457, for whoever refuses a request: a service, the gateway, or the server below either. */
public final class ProblemJson {

    public static final String MEDIA_TYPE = "application/problem+json";

    private final JsonMapper mapper;

    public ProblemJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** @param instance the path of the request */
    public byte[] write(Problem problem, String instance, String traceId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "/problems/" + problem.slug());
        members.put("title", problem.title());
        members.put("status", problem.status());
        // The contract promises a detail on every problem; where there is nothing to add, the title says it all.
        members.put("detail", problem.detail() != null ? problem.detail() : problem.title() + ".");
        members.put("instance", instance);
        members.put("traceId", traceId);
        if (!problem.errors().isEmpty()) {
            members.put("errors", problem.errors());
        }
        problem.members().forEach(members::putIfAbsent);
        return mapper.writeValueAsBytes(members);
    }
}
