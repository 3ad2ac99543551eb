package dev.bulwark.order.web;

import java.util.Collections;
import java.util.List;

import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.core.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlaceOrderRulesTest {

    private static final PlaceOrderRequest.Address ADDRESS =
            new PlaceOrderRequest.Address("Ada", "1 Road", "", "Berlin", null, "10115", "DE");
    private static final PlaceOrderRequest.Item ITEM = new PlaceOrderRequest.Item("SKU-0001", 999);

    @Test
    void aGoodRequestPasses() {
        var valid = PlaceOrderRules.check(
                "alice",
                new PlaceOrderRequest(
                        List.of(ITEM, new PlaceOrderRequest.Item("SKU-0002", 1), ITEM),
                        "pm_card_ok",
                        ADDRESS,
                        "  ring twice "));
        assertThat(valid.quantities())
                .containsExactly(java.util.Map.entry("SKU-0001", 1_998), java.util.Map.entry("SKU-0002", 1));
        assertThat(valid.personalData().note()).isEqualTo("  ring twice ");
        assertThat(valid.personalData().shippingAddress().line2()).isNull();
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        assertThat(pointers(new PlaceOrderRequest(null, null, null, null)))
                .containsExactly("/items", "/paymentMethod", "/shippingAddress");
        assertThat(pointers(new PlaceOrderRequest(
                        java.util.Arrays.asList(
                                new PlaceOrderRequest.Item("SKU 1", 0), null, new PlaceOrderRequest.Item(null, 1_000)),
                        "pm card",
                        new PlaceOrderRequest.Address("", "x".repeat(201), null, "Ber\u0000lin", null, null, "de"),
                        "n".repeat(1_001))))
                .containsExactly(
                        "/items/0/sku",
                        "/items/0/quantity",
                        "/items/1",
                        "/items/2/sku",
                        "/items/2/quantity",
                        "/paymentMethod",
                        "/shippingAddress/country",
                        "/shippingAddress/name",
                        "/shippingAddress/line1",
                        "/shippingAddress/city",
                        "/shippingAddress/postalCode",
                        "/note");
    }

    @Test
    void oneToAHundredItems() {
        assertThat(pointers(new PlaceOrderRequest(List.of(), "pm", ADDRESS, null)))
                .containsExactly("/items");
        assertThat(pointers(new PlaceOrderRequest(Collections.nCopies(101, ITEM), "pm", ADDRESS, null)))
                .containsExactly("/items");
        PlaceOrderRules.check("alice", new PlaceOrderRequest(Collections.nCopies(100, ITEM), "pm", ADDRESS, null));
    }

    @Test
    void onlyCountriesThatExist() {
        for (String wrong : List.of("XX", "DEU", "Germany", "d")) {
            var address = new PlaceOrderRequest.Address("Ada", "1 Road", null, "Berlin", null, "10115", wrong);
            assertThat(pointers(new PlaceOrderRequest(List.of(ITEM), "pm", address, null)))
                    .containsExactly("/shippingAddress/country");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "-a", ".a", "a b", "a/b", "\u0661"})
    void aSkuThatIsNoneIsRefusedBeforeAnybodyIsAskedAboutIt(String sku) {
        var item = new PlaceOrderRequest.Item(sku, 1);
        assertThat(pointers(new PlaceOrderRequest(List.of(item), "pm", ADDRESS, null)))
                .containsExactly("/items/0/sku");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0", "\u200b", "\u3164", "\ufeff", "\ud800", "a\u0000", "a\u202eb", "a\u2069b"})
    void textThatLooksEmptyOrLiesIsRefusedInEveryField(String text) {
        var address = new PlaceOrderRequest.Address(text, text, text, text, text, text, "DE");
        assertThat(pointers(new PlaceOrderRequest(List.of(ITEM), "pm", address, text)))
                .containsExactly(
                        "/shippingAddress/name",
                        "/shippingAddress/line1",
                        "/shippingAddress/line2",
                        "/shippingAddress/city",
                        "/shippingAddress/region",
                        "/shippingAddress/postalCode",
                        "/note");
    }

    @Test
    void onlyANoteHasLines() {
        var address = new PlaceOrderRequest.Address("A\nda", "1\tRoad", null, "Berlin", null, "10115", "DE");
        assertThat(pointers(new PlaceOrderRequest(List.of(ITEM), "pm", address, "first\r\nsecond")))
                .containsExactly("/shippingAddress/name", "/shippingAddress/line1");
    }

    @Test
    void requestsNameNobodyInLogs() {
        assertThat(new PlaceOrderRequest(List.of(ITEM), "pm", ADDRESS, "secret").toString())
                .doesNotContain("Ada")
                .doesNotContain("secret");
    }

    private static List<String> pointers(PlaceOrderRequest request) {
        var refused = assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PlaceOrderRules.check("alice", request))
                .actual();
        return refused.problem().errors().stream().map(Violation::pointer).toList();
    }
}
