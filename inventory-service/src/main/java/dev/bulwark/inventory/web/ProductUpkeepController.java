package dev.bulwark.inventory.web;

import java.net.URI;
import java.util.List;

import dev.bulwark.inventory.Catalogue;
import dev.bulwark.inventory.NewProduct;
import dev.bulwark.inventory.ProductView;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.value.Sku;
import dev.bulwark.platform.http.idempotency.IdempotentRequest;
import dev.bulwark.platform.http.idempotency.IdempotentRequests;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue's upkeep, for callers with scope {@code catalog}; each request has its effect once, by its idempotency key. */
@RestController
@RequestMapping("/api/v1/products")
final class ProductUpkeepController {

    private final Catalogue catalogue;
    private final IdempotentRequests requests;

    ProductUpkeepController(Catalogue catalogue, IdempotentRequests requests) {
        this.catalogue = catalogue;
        this.requests = requests;
    }

    @PostMapping
    ResponseEntity<byte[]> list(IdempotentRequest request, @RequestBody NewProductRequest body) {
        NewProduct product = body.product();
        return requests.execute(request, () -> {
            List<ProductView> listed = catalogue.list(List.of(product));
            if (listed.isEmpty()) {
                throw Problem.of(409, "product-exists", "There is a product with this sku")
                        .exception();
            }
            return ResponseEntity.created(URI.create("/api/v1/products/" + product.sku()))
                    .eTag(ProductHeaders.eTag(listed.getFirst()))
                    .body(listed.getFirst());
        });
    }

    @PostMapping("/{sku}/restocks")
    ResponseEntity<byte[]> restock(IdempotentRequest request, @PathVariable Sku sku, @RequestBody RestockRequest body) {
        long pieces = body.pieces();
        return requests.execute(request, () -> {
            ProductView product = catalogue
                    .restock(sku.value(), pieces)
                    .orElseThrow(() -> Problem.notFound().exception());
            return ResponseEntity.ok().eTag(ProductHeaders.eTag(product)).body(product);
        });
    }
}
