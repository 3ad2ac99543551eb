package dev.bulwark.platform.core.value;

import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TradeCurrencyTest {

    /** Withdrawn on 1 January 2026, which not every JDK has heard of. */
    private static final String LEV = "BGN";

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "USD", "JPY", "KWD", "XAF", "XOF", "XPF", "XCD", "XCG", "VES", "ZWG", "SLE"})
    void peoplePayInIt(String code) {
        assertThat(TradeCurrency.isKnown(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XDR", "XSU", "XUA", "XBA", "XBB", "XBC", "XBD", "XAD", "DEM",
                        "FRF", "ITL",
                "HRK", "LTL", "BGN", "ANG", "CUC", "SLL", "ZWL", "VEF", "MRO", "STD", "BYR", "TRL", "ROL", "BOV", "CHE",
                        "CHW", "CLF",
                "COU", "MXV", "USN", "UYI", "UYW", "eur", "Eur", "", "EU", "EURO", "BTC", "\u20ac\u20ac\u20ac",
                        "EU\u0280"
            })
    void nobodyPaysInIt(String code) {
        assertThat(TradeCurrency.isKnown(code)).isFalse();
    }

    @Test
    void everyCodeIsOneThatTheJdkKnows() {
        Set<String> known = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toSet());
        assertThat(known).containsAll(TradeCurrency.codes());
    }

    @Test
    void theMoneyOfEveryCountryIsAmongThem() {
        Set<String> national = Arrays.stream(Locale.getISOCountries())
                .map(country -> Currency.getInstance(Locale.of("", country)))
                .filter(Objects::nonNull)
                .map(Currency::getCurrencyCode)
                .filter(code -> !code.equals(LEV))
                .collect(Collectors.toSet());
        assertThat(TradeCurrency.codes()).containsAll(national);
    }
}
