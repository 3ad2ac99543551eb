package dev.bulwark.simulation.bugs;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.bulwark.payment.PaymentProvider;
import dev.bulwark.payment.PaymentStore;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.payment.ProviderRequest.Kind;
import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.calls.intent.IntentStore;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.Carrier;
import dev.bulwark.shipping.CarrierAnswer;
import dev.bulwark.simulation.world.Mutation;

/** Bugs in dealing with the payment provider and the carrier, and in the books about it. */
final class OutsideBugs {

    private OutsideBugs() {}

    private static Mutation provider(java.util.function.UnaryOperator<PaymentProvider> wrapped) {
        return new Mutation() {
            @Override
            public PaymentProvider provider(PaymentProvider real) {
                return wrapped.apply(real);
            }
        };
    }

    /** No answer in time is a no. */
    static Mutation silenceIsRefusal() {
        return provider(real -> (intent, atMost) -> {
            CallResult<ProviderAnswer> result = real.call(intent, atMost);
            return result instanceof CallResult.TryAgain<ProviderAnswer>
                            && intent.request().kind() == Kind.CHARGE
                    ? new CallResult.Answered<>(new ProviderAnswer.Declined("timeout"))
                    : result;
        });
    }

    static Mutation refundKeyChanges() {
        return provider(real -> new PaymentProvider() {
            private int calls;

            @Override
            public CallResult<ProviderAnswer> call(Intent<ProviderRequest> intent, Duration atMost)
                    throws InterruptedException {
                return real.call(
                        intent.request().kind() == Kind.REFUND ? withKey(intent, "#" + calls++) : intent, atMost);
            }
        });
    }

    static Mutation chargeKeyChanges() {
        return provider(real -> new PaymentProvider() {
            private int calls;

            @Override
            public CallResult<ProviderAnswer> call(Intent<ProviderRequest> intent, Duration atMost)
                    throws InterruptedException {
                return real.call(
                        intent.request().kind() == Kind.CHARGE ? withKey(intent, "#" + calls++) : intent, atMost);
            }
        });
    }

    private static Intent<ProviderRequest> withKey(Intent<ProviderRequest> intent, String suffix) {
        ProviderRequest request = intent.request();
        return new Intent<>(
                intent.id(),
                new ProviderRequest(
                        request.kind(),
                        request.key() + suffix,
                        request.orderId(),
                        request.amount(),
                        request.currency(),
                        request.paymentMethod(),
                        request.saga(),
                        request.operatorRefund()),
                intent.expires(),
                intent.traceparent());
    }

    /** A charge nobody knows the end of needs no voiding, does it? */
    static Mutation refundWithoutVoid() {
        return provider(real -> (intent, atMost) -> intent.request().kind() == Kind.VOID
                ? new CallResult.Answered<>(new ProviderAnswer.Voided())
                : real.call(intent, atMost));
    }

    static Mutation oneSidedLedger() {
        return new Mutation() {
            @Override
            public PaymentStore payments(PaymentStore real, PaymentStore oneSided) {
                return oneSided;
            }
        };
    }

    static Mutation intentsLeftBehind() {
        return new Mutation() {
            @Override
            public <I> IntentStore<I> intents(IntentStore<I> real) {
                return new IntentStore<>() {
                    @Override
                    public void insert(List<Intent<I>> intents, Duration lease) {
                        real.insert(intents, lease);
                    }

                    @Override
                    public Optional<Intent<I>> find(String id) {
                        return real.find(id);
                    }

                    @Override
                    public List<Intent<I>> claimDue(int maxIntents, Duration lease) {
                        return List.of();
                    }

                    @Override
                    public void claim(Collection<String> ids, Duration fromNow) {
                        real.claim(ids, fromNow);
                    }

                    @Override
                    public void close(Collection<String> ids) {
                        real.close(ids);
                    }
                };
            }
        };
    }

    static Mutation carrierNotCancelled() {
        return new Mutation() {
            @Override
            public Carrier carrier(Carrier real) {
                return new Carrier() {
                    @Override
                    public CallResult<CarrierAnswer> book(BookingRequest booking, Duration atMost)
                            throws InterruptedException {
                        return real.book(booking, atMost);
                    }

                    @Override
                    public CallResult<CarrierAnswer> cancel(String reference, Duration atMost) {
                        return new CallResult.Answered<>(new CarrierAnswer.Cancelled());
                    }
                };
            }
        };
    }

    static Mutation bookingReferenceChanges() {
        return new Mutation() {
            @Override
            public Carrier carrier(Carrier real) {
                return new Carrier() {
                    private int calls;

                    @Override
                    public CallResult<CarrierAnswer> book(BookingRequest booking, Duration atMost)
                            throws InterruptedException {
                        String reference = booking.reference() + "#" + calls++;
                        return real.book(new BookingRequest(reference, booking.address(), booking.pieces()), atMost);
                    }

                    @Override
                    public CallResult<CarrierAnswer> cancel(String reference, Duration atMost)
                            throws InterruptedException {
                        return real.cancel(reference, atMost);
                    }
                };
            }
        };
    }
}
