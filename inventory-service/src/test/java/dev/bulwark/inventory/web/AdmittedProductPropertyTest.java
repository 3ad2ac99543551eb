package dev.bulwark.inventory.web;

import java.util.List;
import java.util.Optional;

import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.inventory.ProductListed;
import dev.bulwark.inventory.NewProduct;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.testing.MadeUpTexts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every product that can be listed can be stored, announced, and ordered in the largest order there is. */
class AdmittedProductPropertyTest {

    private static final int SEEDS = 5_000;
    /** 100 lines of 999 pieces: what order-service takes at most. */
    private static final long MOST_PIECES = 99_900;
    /** The integers that a reader of JSON with floating-point numbers still tells apart. */
    private static final long SAFE_INTEGER = (1L << 53) - 1;

    private static final List<Long> BOUNDS = List.of(1_000L, 10_000_000_000L, 10_000_000_001L, Long.MAX_VALUE - 1);
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD", "XAF", "EUR", "XXX", "DEM", "eur", "");

    private final MessageCodec codec = new MessageCodec();

    @Test
    void canBeStoredAnnouncedAndPaid() {
        int passed = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            MadeUpTexts texts = new MadeUpTexts(seed);
            String sku = texts.number(9) == 0 ? texts.next(3) : "S".repeat((int) texts.number(65));
            String name = texts.next(seed % 7 == 0 ? 150 : 6);
            String currency = CURRENCIES.get((int) texts.number(CURRENCIES.size() - 1));
            long amount = texts.number(BOUNDS.get((int) texts.number(3)));
            long quantity = texts.number(BOUNDS.get((int) texts.number(3)));
            NewProduct product = admitted(sku, name, amount, currency, quantity).orElse(null);
            if (product == null) {
                continue;
            }
            passed++;
            assertThat(product.sku()).as("seed %d", seed).matches("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");
            assertThat(product.name().codePointCount(0, product.name().length()))
                    .as("seed %d", seed)
                    .isBetween(1, 200);
            assertThat(product.price().currency()).as("seed %d", seed).matches("^[A-Z]{3}$");
            assertThat(product.quantity()).as("seed %d", seed).isBetween(0L, 1_000_000_000L);
            assertThat(Math.multiplyExact(product.price().amount(), MOST_PIECES))
                    .as("seed %d", seed)
                    .isBetween(0L, SAFE_INTEGER);
            ProductListed listed = new ProductListed(product.sku(), product.name(), new Money(amount, currency));
            assertThat(codec.decode(codec.encode(listed), ProductListed.class))
                    .as("seed %d", seed)
                    .isEqualTo(listed);
        }
        assertThat(passed).isGreaterThan(SEEDS / 50);
    }

    private static Optional<NewProduct> admitted(String sku, String name, Long amount, String currency, Long quantity) {
        try {
            NewProductRequest.MoneyJson price = new NewProductRequest.MoneyJson(amount, currency);
            return Optional.of(new NewProductRequest(sku, name, price, quantity).product());
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().errors()).isNotEmpty();
            return Optional.empty();
        }
    }
}
