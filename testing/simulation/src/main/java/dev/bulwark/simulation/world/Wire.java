package dev.bulwark.simulation.world;

import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.bulwark.platform.messaging.outbox.MessageSender;
import dev.bulwark.platform.messaging.outbox.OutboxRow;
import dev.bulwark.platform.messaging.outbox.SendFailedException;

/** A relay's line to the broker. */
final class Wire implements MessageSender {

    private enum Mishap {
        NOTHING_ARRIVES,
        SOME_ARRIVES,
        ALL_ARRIVES,
        ARRIVES_LATE
    }

    private final Node node;
    private final World world;

    Wire(Node node) {
        this.node = node;
        this.world = node.world();
    }

    @Override
    public void send(List<OutboxRow> rows) throws SendFailedException, InterruptedException {
        node.shakyMoment();
        if (world.broker().isAway()) {
            throw failed("the broker is away");
        }
        if (world.chaos().strikes(Fault.SEND_FAILS)) {
            mishap(Mishap.values()[world.chaos().pick(Fault.SEND_FAILS, Mishap.values().length)], rows);
        }
        for (OutboxRow row : rows) {
            world.broker().append(row);
            node.crashPoint();
        }
        node.shakyMoment();
    }

    private void mishap(Mishap mishap, List<OutboxRow> rows) throws SendFailedException {
        switch (mishap) {
            case NOTHING_ARRIVES -> {}
            case SOME_ARRIVES ->
                rows.subList(0, world.chaos().pick(Fault.SEND_FAILS, rows.size()))
                        .forEach(world.broker()::append);
            case ALL_ARRIVES -> rows.forEach(world.broker()::append);
            case ARRIVES_LATE -> {
                world.outsideOwes(1);
                world.agenda().at(world.now() + 10 + world.chaos().pick(Fault.SEND_FAILS, 6_000), () -> {
                    world.outsideOwes(-1);
                    rows.forEach(world.broker()::append);
                });
            }
        }
        throw failed("no acknowledgement: " + mishap);
    }

    private SendFailedException failed(String why) {
        world.trace(() -> node.name() + " can't send: " + why);
        return new SendFailedException(new TimeoutException(why), null);
    }

    @Override
    public void close() {
        // nothing to drop: what is under way arrives or doesn't
    }
}
