package dev.bulwark.simulation.world;

import dev.bulwark.inventory.StockBatches;
import dev.bulwark.inventory.messaging.InventoryHandlers;
import dev.bulwark.payment.PaymentProvider;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.payment.messaging.PaymentHandlers;
import dev.bulwark.platform.calls.intent.IntentSettings;
import dev.bulwark.platform.calls.intent.IntentSteps;
import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.sealed.Opener;
import dev.bulwark.shipping.domain.ShipmentInput;
import dev.bulwark.shipping.messaging.CarrierRequest;
import dev.bulwark.shipping.messaging.ShippingHandlers;

/** The processes of inventory-, payment- and shipping-service, and of a subscriber that folds everybody's events. */
final class Participants {

    private Participants() {}

    static void inventory(Node node, Service service, StockTable table) {
        ServiceProcess process = new ServiceProcess(node, service);
        StockBatches batches = node.world().mutation().stock(table, table);
        process.listen(InventoryHandlers.commands(batches, process.outbox, process.messages, node.clock, World.METERS));
        process.listen(InventoryHandlers.orderEvents(batches, World.METERS));
    }

    static void payment(Node node, Service service, PaymentTable table, IntentTable<ProviderRequest> open) {
        ServiceProcess process = new ServiceProcess(node, service);
        Mutation mutation = node.world().mutation();
        Intents<ProviderRequest> intents = new Intents<>(mutation.intents(open), IntentSettings.defaults(), node.clock);
        PaymentHandlers handlers = new PaymentHandlers(
                mutation.payments(table.store(true), table.store(false)),
                intents,
                process.messages,
                process.outbox,
                process.ids,
                node.clock);
        PaymentProvider provider = mutation.provider(node.world().psp().provider());
        IntentSteps<ProviderRequest, ProviderAnswer> steps = new IntentSteps<>(
                "psp", intents, handlers.outcomes(), process.transactions, node.random(), node::pass, World.METERS);
        Dispatcher<ProviderRequest, ProviderAnswer> dispatcher =
                new Dispatcher<>(node, steps, provider, open, Psp::millis);
        process.onCommit(dispatcher::wake);
        process.listen(handlers.commands());
        dispatcher.wake();
    }

    static void shipping(Node node, Service service, ShipmentTable table, IntentTable<CarrierRequest> open) {
        ServiceProcess process = new ServiceProcess(node, service);
        Mutation mutation = node.world().mutation();
        Intents<CarrierRequest> intents = new Intents<>(mutation.intents(open), IntentSettings.defaults(), node.clock);
        ShippingHandlers handlers = new ShippingHandlers(
                mutation.shipments(table),
                intents,
                mutation.carrier(node.world().carrier()),
                new Opener(node.world().keys(), World.CODEC),
                process.messages,
                process.outbox,
                process.ids,
                node.clock);
        IntentSteps<CarrierRequest, ShipmentInput> steps = new IntentSteps<>(
                "carrier", intents, handlers.outcomes(), process.transactions, node.random(), node::pass, World.METERS);
        Dispatcher<CarrierRequest, ShipmentInput> dispatcher =
                new Dispatcher<>(node, steps, handlers.calls(), open, request -> 0);
        process.onCommit(dispatcher::wake);
        process.listen(handlers.commands());
        dispatcher.wake();
    }

    static void subscriber(Node node, Service service, FoldTable table) {
        ServiceProcess process = new ServiceProcess(node, service);
        for (FoldTable.Source source : FoldTable.Source.values()) {
            process.listen(table.handler(source), false);
        }
    }
}
