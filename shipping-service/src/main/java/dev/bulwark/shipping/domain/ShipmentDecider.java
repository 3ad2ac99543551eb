package dev.bulwark.shipping.domain;

import java.util.UUID;

import dev.bulwark.shipping.domain.ShipmentEffect.Announce;
import dev.bulwark.shipping.domain.ShipmentEffect.AskBooking;
import dev.bulwark.shipping.domain.ShipmentEffect.AskCancellation;
import dev.bulwark.shipping.domain.ShipmentEffect.Reply;
import dev.bulwark.shipping.domain.ShipmentState.Cancelled;
import dev.bulwark.shipping.domain.ShipmentState.Cancelling;
import dev.bulwark.shipping.domain.ShipmentState.None;
import dev.bulwark.shipping.domain.ShipmentState.Refused;
import dev.bulwark.shipping.domain.ShipmentState.Requested;
import dev.bulwark.shipping.domain.ShipmentState.Scheduled;
import dev.bulwark.shipping.domain.ShipmentState.Tombstone;
import org.jspecify.annotations.Nullable;

/**
 * State × input → state and effects.
 *
 * <p>The first decision about a shipment is final and said again whenever asked; once its compensation has come, a
 * shipment that wasn't answered is refused as {@code compensated}, whatever the carrier says later. A compensation of
 * anything that may be booked asks the carrier to cancel, once. Inputs may come again and late.
 */
public final class ShipmentDecider {

    public static final String EXPIRED = "expired";
    public static final String COMPENSATED = "compensated";

    private ShipmentDecider() {}

    /** @throws ImpossibleTransitionException where the table says so */
    public static Decision decide(ShipmentState state, ShipmentInput input) {
        return switch (ShipmentTransitions.step(state.status(), input.kind())) {
            case KEEP -> Decision.of(state);
            case REPEAT -> Decision.of(state, new Reply(repeated(state, input)));
            case IMPOSSIBLE -> throw new ImpossibleTransitionException(state, input);
            case TAKE_BACK -> Decision.of(state, new AskCancellation());
            case BEGIN -> begin(((ShipmentInput.ScheduleCommand) input).consignment());
            case EXPIRE -> refuse(null, EXPIRED, "the command came after its time");
            case TOMBSTONE -> Decision.of(new Tombstone(), new Reply(new ShipmentAnswer.Cancelled(null)));
            case CONFIRM -> confirm((Requested) state, ((ShipmentInput.Booked) input).booking());
            case REFUSE -> refuse(((Requested) state).consignment(), input);
            case GIVE_UP -> giveUp(((Requested) state).consignment(), ((ShipmentInput.AddressLost) input).code());
            case CANCEL -> cancel(state, input);
            case FINISH -> finish((Cancelling) state);
        };
    }

    private static Decision begin(Consignment consignment) {
        return Decision.of(new Requested(consignment), new AskBooking(consignment));
    }

    private static Decision confirm(Requested state, Booking booking) {
        Consignment consignment = state.consignment();
        return told(
                new Scheduled(consignment, booking), new ShipmentAnswer.Scheduled(consignment.shipmentId(), booking));
    }

    private static Decision refuse(Consignment consignment, ShipmentInput input) {
        return input instanceof ShipmentInput.Declined(String code, var detail)
                ? refuse(consignment, code, detail)
                : refuse(consignment, COMPENSATED, null);
    }

    /** The cancellation follows the decision and doesn't come before it: whoever is too late to decide may not cancel either. */
    private static Decision giveUp(Consignment consignment, String code) {
        ShipmentAnswer refused = new ShipmentAnswer.Refused(consignment.shipmentId(), code, null);
        return Decision.of(
                new Refused(consignment, code, null), new Reply(refused), new Announce(refused), new AskCancellation());
    }

    private static Decision refuse(@Nullable Consignment consignment, String code, @Nullable String detail) {
        return told(
                new Refused(consignment, code, detail), new ShipmentAnswer.Refused(idOf(consignment), code, detail));
    }

    /** Of a booking that isn't known as well: the cancellation keeps a delayed request from booking later. */
    private static Decision cancel(ShipmentState state, ShipmentInput input) {
        return switch (state) {
            case Requested s -> Decision.of(new Cancelling(s.consignment(), null), new AskCancellation());
            case Scheduled s -> Decision.of(new Cancelling(s.consignment(), s.booking()), new AskCancellation());
            case None s -> throw new ImpossibleTransitionException(s, input);
            case Refused s -> throw new ImpossibleTransitionException(s, input);
            case Cancelling s -> throw new ImpossibleTransitionException(s, input);
            case Cancelled s -> throw new ImpossibleTransitionException(s, input);
            case Tombstone s -> throw new ImpossibleTransitionException(s, input);
        };
    }

    private static Decision finish(Cancelling state) {
        return told(
                new Cancelled(state.consignment(), state.booking()),
                new ShipmentAnswer.Cancelled(state.consignment().shipmentId()));
    }

    private static ShipmentAnswer repeated(ShipmentState state, ShipmentInput input) {
        boolean compensation = input.kind() == ShipmentInput.Kind.CANCEL;
        return switch (state) {
            case Scheduled s -> new ShipmentAnswer.Scheduled(s.consignment().shipmentId(), s.booking());
            case Refused s ->
                compensation
                        ? new ShipmentAnswer.Cancelled(idOf(s.consignment()))
                        : new ShipmentAnswer.Refused(idOf(s.consignment()), s.code(), s.detail());
            case Cancelling s -> first(s.consignment(), s.booking());
            case Cancelled s ->
                compensation
                        ? new ShipmentAnswer.Cancelled(s.consignment().shipmentId())
                        : first(s.consignment(), s.booking());
            case Tombstone s -> compensation ? new ShipmentAnswer.Cancelled(null) : compensated(null);
            case None s -> throw new ImpossibleTransitionException(s, input);
            case Requested s -> throw new ImpossibleTransitionException(s, input);
        };
    }

    private static ShipmentAnswer first(Consignment consignment, @Nullable Booking told) {
        return told == null ? compensated(consignment) : new ShipmentAnswer.Scheduled(consignment.shipmentId(), told);
    }

    private static ShipmentAnswer compensated(@Nullable Consignment consignment) {
        return new ShipmentAnswer.Refused(idOf(consignment), COMPENSATED, null);
    }

    private static @Nullable UUID idOf(@Nullable Consignment consignment) {
        return consignment == null ? null : consignment.shipmentId();
    }

    /** Tells the saga, then everybody. */
    private static Decision told(ShipmentState next, ShipmentAnswer answer) {
        return Decision.of(next, new Reply(answer), new Announce(answer));
    }
}
