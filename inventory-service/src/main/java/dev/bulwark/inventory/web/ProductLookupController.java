package dev.bulwark.inventory.web;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.bulwark.inventory.Catalogue;
import dev.bulwark.inventory.ProductView;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.value.Sku;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Looks up many products at once for other services (scope {@code internal}); never routed by the gateway.
 *
 * <p>Returns the products there are. A sku without a product is missing in the answer, also where the text can be no sku. The skus travel in the body, so
 * none of them can change the path of the request.
 */
@Hidden
@RestController
final class ProductLookupController {

    private static final int MAX_SKUS = 100;

    private final Catalogue catalogue;

    ProductLookupController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    record Lookup(@Nullable List<@Nullable String> skus) {}

    record Found(List<ProductView> items) {}

    @PostMapping("/internal/products/lookup")
    Found lookUp(@RequestBody Lookup lookup) {
        List<@Nullable String> skus = lookup.skus();
        int asked = skus == null ? 0 : skus.size();
        Violations wrong = new Violations();
        wrong.check(asked >= 1 && asked <= MAX_SKUS, "/skus", "must have 1 to " + MAX_SKUS + " entries");
        wrong.throwIfAny();
        Set<String> possible = new HashSet<>();
        for (@Nullable String sku : skus == null ? List.<@Nullable String>of() : skus) {
            if (sku != null && Sku.isValid(sku)) {
                possible.add(sku);
            }
        }
        return new Found(possible.isEmpty() ? List.of() : catalogue.find(possible));
    }
}
