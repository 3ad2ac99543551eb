package dev.bulwark.inventory.web;

import dev.bulwark.inventory.Catalogue;
import dev.bulwark.inventory.ProductView;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.value.FreeText;
import dev.bulwark.platform.core.value.Sku;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue, for everybody. */
@RestController
@RequestMapping("/api/v1/products")
final class ProductController {

    private static final int MAX_LIMIT = 100;
    private static final FreeText SEARCH = FreeText.line(100);

    private final Catalogue catalogue;

    ProductController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping
    ProductPage page(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "") String cursor) {
        Violations wrong = new Violations();
        wrong.check(limit >= 1 && limit <= MAX_LIMIT, "/limit", "must be 1 to " + MAX_LIMIT);
        wrong.search(q, "/q", SEARCH);
        wrong.throwIfAny();
        return ProductPage.of(catalogue.page(q, Cursor.sku(cursor), limit + 1), limit);
    }

    /** Answers 304 to an {@code If-None-Match} that names what is there. */
    @GetMapping("/{sku}")
    ResponseEntity<ProductView> product(@PathVariable Sku sku) {
        ProductView product =
                catalogue.find(sku.value()).orElseThrow(() -> Problem.notFound().exception());
        return ResponseEntity.ok()
                .eTag(ProductHeaders.eTag(product))
                .cacheControl(ProductHeaders.CACHING)
                .body(product);
    }
}
