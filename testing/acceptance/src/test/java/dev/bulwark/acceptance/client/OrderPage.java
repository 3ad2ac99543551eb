package dev.bulwark.acceptance.client;

import java.util.List;

/** @param nextCursor null on the last page */
public record OrderPage(List<Order> items, String nextCursor) {

    public List<String> ids() {
        return items.stream().map(Order::id).toList();
    }
}
