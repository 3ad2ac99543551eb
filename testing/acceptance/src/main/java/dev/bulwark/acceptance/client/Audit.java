package dev.bulwark.acceptance.client;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** What the audit found. */
public record Audit(boolean ok, List<Finding> findings, JsonNode examined, JsonNode inFlight, JsonNode exceptions) {

    public record Finding(String invariant, String id, String detail, String remedy) {}
}
