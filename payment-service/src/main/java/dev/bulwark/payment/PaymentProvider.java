package dev.bulwark.payment;

import dev.bulwark.platform.calls.intent.OutsideCall;

/** The port to whoever moves the money. */
public interface PaymentProvider extends OutsideCall<ProviderRequest, ProviderAnswer> {}
