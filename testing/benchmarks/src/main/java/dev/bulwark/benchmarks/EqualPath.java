package dev.bulwark.benchmarks;

import java.time.Duration;

import dev.bulwark.payment.PaymentProvider;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.Carrier;
import dev.bulwark.shipping.CarrierAnswer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Ports of the outside world that answer at once, for comparison with platforms that call nobody.
 *
 * <p>order-service is asked directly, and finds its few tokens verified already: one look-up in a map is all that is left of JWT.
 *
 * <p>Given to every module as an additional source; the conditions pick the module. Production code knows nothing of it.
 */
@Configuration(proxyBeanMethods = false)
public class EqualPath {

    private static final String DECLINED_CARD = "pm_card_declined";
    private static final String UNDELIVERABLE = "00000";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.application.name", havingValue = "payment-service")
    static class Payments {

        @Bean
        @Primary
        PaymentProvider providerThatAnswersAtOnce() {
            return (intent, atMost) -> new CallResult.Answered<>(
                    switch (intent.request().kind()) {
                        case CHARGE ->
                            DECLINED_CARD.equals(intent.request().paymentMethod())
                                    ? new ProviderAnswer.Declined("card_declined")
                                    : new ProviderAnswer.Captured();
                        case VOID -> new ProviderAnswer.Voided();
                        case REFUND -> new ProviderAnswer.Refunded();
                        case LOOKUP -> new ProviderAnswer.Undecided(); // nobody sends it webhooks
                    });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.application.name", havingValue = "shipping-service")
    static class Shipping {

        @Bean
        @Primary
        Carrier carrierThatAnswersAtOnce() {
            return new Carrier() {
                @Override
                public CallResult<CarrierAnswer> book(BookingRequest booking, Duration atMost) {
                    return new CallResult.Answered<>(
                            UNDELIVERABLE.equals(booking.address().postalCode())
                                    ? new CarrierAnswer.Undeliverable()
                                    : new CarrierAnswer.Booked("Lynx Express", "LX-" + booking.reference(), null));
                }

                @Override
                public CallResult<CarrierAnswer> cancel(String reference, Duration atMost) {
                    return new CallResult.Answered<>(new CarrierAnswer.Cancelled());
                }
            };
        }
    }
}
