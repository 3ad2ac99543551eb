package dev.bulwark.saga.web;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** @param nextCursor for the page that follows; absent on the last */
record SagaPage(List<SagaSummary> items, @Nullable UUID nextCursor) {}
