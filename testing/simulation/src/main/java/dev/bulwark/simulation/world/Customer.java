package dev.bulwark.simulation.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.order.PersonalData;
import dev.bulwark.contracts.order.ShippingAddress;
import dev.bulwark.order.domain.Money;
import dev.bulwark.order.domain.OrderCommand;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.domain.SealedText;
import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import dev.bulwark.platform.sealed.Sealer;
import org.jspecify.annotations.Nullable;

/** Orders something, and perhaps thinks better of it. */
final class Customer {

    private static final List<String> SKUS = List.of("SKU-A", "SKU-B", "SKU-RARE");
    private static final int RETRY_MILLIS = 1_500;

    private final World world;
    private final String name;
    private final SplittableRandom random;
    private final String method;
    private final String zip;
    private final boolean wantsToCancel;
    private @Nullable OrderId order;
    /** More than one where a customer lost patience with a request that went through all the same. */
    private final List<OrderId> acknowledged = new ArrayList<>();

    private final Set<OrderId> cancellable = new HashSet<>();
    private boolean cancelDone;
    private boolean placing;

    Customer(World world, int number, SplittableRandom random) {
        this.world = world;
        this.name = "customer-" + number;
        this.random = random;
        this.method = switch (random.nextInt(12)) {
            case 0 -> Psp.DECLINED;
            case 1 -> Psp.SLOW;
            case 2 -> Psp.FLAKY;
            case 3, 4 -> Psp.TIMEOUT_CHARGED;
            case 5 -> Psp.TIMEOUT_UNCHARGED;
            default -> Psp.OK;
        };
        this.zip = random.nextInt(8) == 0 ? CarrierBook.REFUSED_ZIP : "10115";
        this.wantsToCancel = random.nextInt(3) == 0;
        world.agenda().at(world.now() + 200 + random.nextInt(8_000), this::place);
        if (wantsToCancel) {
            int patience = random.nextInt(2) == 0 ? 2_000 : 50_000;
            world.agenda().at(world.now() + 500 + random.nextInt(patience), this::cancel);
        }
        if (random.nextInt(16) == 0) {
            world.agenda()
                    .at(world.now() + random.nextInt(20_000), () -> world.keys().erase(name, world.now()));
        }
    }

    boolean isDone() {
        return !acknowledged.isEmpty() && (!wantsToCancel || cancelDone);
    }

    List<OrderId> acknowledgedOrders() {
        return acknowledged;
    }

    /** The orders whose cancellation was accepted. */
    Set<OrderId> acceptedCancellations() {
        return cancellable;
    }

    /** Asks until somebody says yes; each try is a new order, as without an idempotency key. */
    void place() {
        if (!acknowledged.isEmpty() || placing) {
            return;
        }
        placing = true;
        world.orders()
                .request(
                        (orders, node) -> {
                            OrderCommand.Place command = wish(node.clock.millis());
                            orders.place(command);
                            acknowledge(command.orderId());
                            world.trace(() -> name + " has ordered "
                                    + world.shortName(command.orderId().toString()) + " with " + method);
                        },
                        () -> {
                            placing = false;
                            if (acknowledged.isEmpty()) {
                                world.agenda().at(world.now() + RETRY_MILLIS, this::place);
                            }
                        });
    }

    private void acknowledge(OrderId id) {
        acknowledged.add(id);
        if (order == null) {
            order = id;
        }
    }

    private OrderCommand.Place wish(long millis) {
        OrderId id = OrderId.forCustomer(
                new UuidV7(
                                java.time.Clock.fixed(java.time.Instant.ofEpochMilli(millis), java.time.ZoneOffset.UTC),
                                random)
                        .next(),
                name);
        String sku = SKUS.get(random.nextInt(SKUS.size()));
        OrderLine line = OrderLine.of(sku, sku, 1 + random.nextInt(3), new Money(price(), "EUR"));
        ShippingAddress address = new ShippingAddress(name, "1 Main Street", null, "Berlin", null, zip, "DE");
        Sealed sealed = new Sealer(world.keys(), World.CODEC, World.NONCES)
                .seal(id.value(), name, new PersonalData(address, null));
        return new OrderCommand.Place(
                id,
                name,
                List.of(line),
                method,
                new SealedText(sealed.keyId(), sealed.nonce(), sealed.ciphertext()),
                id.time());
    }

    /** One order in ten is for a sample that costs nothing. */
    private long price() {
        int cents = random.nextInt(500);
        return cents < 50 ? 0 : 1_000 + cents;
    }

    void cancel() {
        OrderId mine = order;
        if (cancelDone || mine == null) {
            if (!cancelDone) {
                world.agenda().at(world.now() + RETRY_MILLIS, this::cancel);
            }
            return;
        }
        world.orders().request((orders, node) -> cancel(orders, mine), () -> {
            if (!cancelDone) {
                world.agenda().at(world.now() + RETRY_MILLIS, this::cancel);
            }
        });
    }

    private void cancel(Orders orders, OrderId mine) {
        try {
            orders.cancel(mine, name);
            cancellable.add(mine);
            cancelDone = true;
            world.trace(() -> name + " may cancel " + world.shortName(mine.toString()));
        } catch (ProblemException tooLate) {
            cancelDone = true;
        } catch (ConflictException again) {
            world.trace(() -> name + " asks again");
        }
    }

    /** Orders at this very moment, while another transaction is open. */
    void hurryToOrder(Orders orders, Node node) {
        if (acknowledged.isEmpty() && !placing) {
            OrderCommand.Place command = wish(node.clock.millis());
            orders.place(command);
            acknowledge(command.orderId());
        }
    }

    /** Cancels at this very moment, between what another transaction reads and what it writes. */
    void hurryToCancel(Orders orders) {
        if (wantsToCancel && !cancelDone && order != null) {
            cancel(orders, order);
        }
    }
}
