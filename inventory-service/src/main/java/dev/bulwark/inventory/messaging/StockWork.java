package dev.bulwark.inventory.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.bulwark.inventory.domain.StockBatch;
import dev.bulwark.platform.messaging.OutgoingMessage;

/** The work of one batch of commands. */
final class StockWork {

    private final StockBatch stock;
    private final List<OutgoingMessage> replies = new ArrayList<>();
    private final Map<String, Integer> outcomes = new HashMap<>();

    StockWork(StockBatch stock) {
        this.stock = stock;
    }

    StockBatch stock() {
        return stock;
    }

    void reply(OutgoingMessage reply, String outcome) {
        replies.add(reply);
        outcomes.merge(outcome, 1, Integer::sum);
    }

    List<OutgoingMessage> replies() {
        return replies;
    }

    Map<String, Integer> outcomes() {
        return outcomes;
    }
}
