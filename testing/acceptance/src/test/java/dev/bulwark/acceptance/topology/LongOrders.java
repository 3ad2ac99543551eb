package dev.bulwark.acceptance.topology;

import java.util.List;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;

/** Orders whose payment provider never answers: they take minutes to end, so they are placed first and looked at last. */
public record LongOrders(List<String> ids) {

    public static final String CUSTOMER = "bob";

    static LongOrders place(Bulwark bulwark) {
        Customer customer = bulwark.customer(CUSTOMER);
        return new LongOrders(List.of("pm_card_timeout_charged", "pm_card_timeout_uncharged").stream()
                .map(card -> customer.placed(NewOrder.of("SKU-0042", 2).paidWith(card))
                        .id())
                .toList());
    }
}
