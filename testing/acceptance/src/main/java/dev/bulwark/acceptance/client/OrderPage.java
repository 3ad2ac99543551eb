package dev.bulwark.acceptance.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** @param nextCursor null on the last page */
public record OrderPage(List<Order> items, @Nullable String nextCursor) {

    public List<String> ids() {
        return items.stream().map(Order::id).toList();
    }
}
