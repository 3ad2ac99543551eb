package dev.bulwark.platform.core.value;

import java.util.Set;

/**
 * The currencies that things are paid in: ISO 4217, list one.
 *
 * <p>Not among them: withdrawn codes, precious metals, units of account and funds, test codes and {@code XXX}.
 * {@link java.util.Currency#getAvailableCurrencies} has them all and doesn't tell them apart. As of January 2026; a change of ISO's list
 * is a change of this one.
 */
public final class TradeCurrency {

    /** What is allowed, for people. */
    public static final String RULE = "must be an ISO 4217 currency that is in use for payments";

    private static final Set<String> CODES = Set.of("""
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP
            CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD
            JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
            NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
            SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
            """.strip().split("\\s+"));

    private TradeCurrency() {}

    /** Whether the code, in capitals, is one of them. */
    public static boolean isKnown(String code) {
        return CODES.contains(code);
    }

    static Set<String> codes() {
        return CODES;
    }
}
