package dev.bulwark.inventory.web;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ProductsIT extends HttpSuite {

    private static final String PRODUCTS = "/api/v1/products";
    private static final String LOOKUP = "/internal/products/lookup";

    @Test
    void anybody_may_look_at_a_product() throws Exception {
        String sku = product(7);

        var response = get(PRODUCTS + "/" + sku);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(
                        "{\"sku\":\"" + sku
                                + "\",\"name\":\"Test product\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"available\":7,\"version\":1}");
        assertThat(header(response, "Cache-Control")).contains("max-age").contains("public");
    }

    @Test
    void an_etag_holds_until_stock_moves() throws Exception {
        String sku = product(7);
        String path = PRODUCTS + "/" + sku;
        String eTag = header(get(path), "ETag");

        var unchanged = get(path, "If-None-Match", eTag);
        catalogue.restock(sku, 1);
        var changed = get(path, "If-None-Match", eTag);

        assertThat(eTag).matches("\"[^\"]+\"");
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(header(changed, "ETag")).isNotEqualTo(eTag);
        assertThat(json(changed).path("available").asLong()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO-SUCH-SKU", "%25", "a%20b", "x%00y"})
    void what_is_not_there_is_not_found_or_not_a_path(String sku) throws Exception {
        var response = get(PRODUCTS + "/" + sku);

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void another_service_looks_up_many_products_by_one_statement() throws Exception {
        String first = product(7);
        String second = product(8);
        List<String> skus = new ArrayList<>(List.of(first, second, "NO-SUCH-SKU", "..", "a/b", "x\u0000y", ""));

        var found = lookUp(skus);

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(json(found)
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("sku").asString()))
                .containsExactlyInAnyOrder(first, second);
        assertThat(json(found).path("items").get(0).path("version").asLong()).isEqualTo(1);
    }

    @Test
    void a_lookup_is_bounded_and_for_services_only() throws Exception {
        assertThat(lookUp(Collections.nCopies(101, "SKU-1")).statusCode()).isEqualTo(400);
        assertThat(lookUp(List.of()).statusCode()).isEqualTo(400);
        assertThat(post(internal(), "k", LOOKUP, "{}").statusCode()).isEqualTo(400);
        assertThat(post(internal(), "k", LOOKUP, "{\"skus\":[null]}").body()).isEqualTo("{\"items\":[]}");
        assertThat(post(merchant(), "k", LOOKUP, "{\"skus\":[\"SKU-1\"]}").statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> lookUp(List<String> skus) throws Exception {
        return post(internal(), "k", LOOKUP, JsonMapper.shared().writeValueAsString(Map.of("skus", skus)));
    }

    @Test
    void pages_go_through_all_products_once_in_sku_order() throws Exception {
        String word = "Paged" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 5; i++) {
            post(PRODUCTS, newProduct("PAGE-" + word + "-" + i, word + " no " + i, 1));
        }
        List<String> skus = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = json(get(PRODUCTS + "?q=" + word.toLowerCase() + "&limit=2&cursor=" + cursor));
            page.path("items").forEach(item -> skus.add(item.path("sku").asString()));
            cursor = page.path("nextCursor").asString("");
            pages++;
        } while (!cursor.isEmpty());

        assertThat(pages).isEqualTo(3);
        assertThat(skus).hasSize(5).isSorted().allMatch(sku -> sku.contains(word));
    }

    @Test
    void the_search_takes_wildcards_literally() throws Exception {
        assertThat(json(get(PRODUCTS + "?q=%25")).path("items")).isEmpty();
        assertThat(json(get(PRODUCTS + "?q=_")).path("items")).isEmpty();
        assertThat(json(get(PRODUCTS + "?q=sku-0001")).path("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,/limit",
        "limit=%2B5,/limit",
        "limit=%D9%A3,/limit",
        "q=a%07b,/q",
        "q=%E2%80%AE,/q",
        "cursor=U0tVLTAwMDE=,/cursor",
        "limit=101,/limit",
        "limit=x,/limit",
        "cursor=%25,/cursor",
        "cursor=Lw,/cursor"
    })
    void bad_page_parameters_are_named(String query, String pointer) throws Exception {
        var response = get(PRODUCTS + "?" + query);

        assertThat(problem(response)).isEqualTo("400 /problems/validation");
        assertThat(json(response).path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void a_merchant_lists_a_product_once_per_key() throws Exception {
        String sku = "NEW-" + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        String body = newProduct(sku, "Globe", 3);

        var first = post(merchant(), key, PRODUCTS, body);
        var replay = post(merchant(), key, PRODUCTS, body);
        var otherBody = post(merchant(), key, PRODUCTS, newProduct(sku, "Globe", 4));
        var otherKey = post(PRODUCTS, body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(header(first, "Location")).isEqualTo(PRODUCTS + "/" + sku);
        assertThat(replay.statusCode()).isEqualTo(201);
        assertThat(replay.body()).isEqualTo(first.body());
        assertThat(header(replay, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(problem(otherBody)).isEqualTo("422 /problems/idempotency-key-reused");
        assertThat(problem(otherKey)).isEqualTo("409 /problems/product-exists");
        assertThat(json(get(PRODUCTS + "/" + sku))).isEqualTo(json(first));
        assertThat(stock(sku)).isEqualTo(new Row(3, 0, 0));
    }

    @Test
    void a_product_that_exists_is_refused_again_by_the_same_key() throws Exception {
        String sku = product(1);
        String key = UUID.randomUUID().toString();

        assertThat(problem(post(merchant(), key, PRODUCTS, newProduct(sku, "Twin", 1))))
                .isEqualTo("409 /problems/product-exists");
        var replay = post(merchant(), key, PRODUCTS, newProduct(sku, "Twin", 1));

        assertThat(problem(replay)).isEqualTo("409 /problems/product-exists");
        assertThat(header(replay, "Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void a_restock_counts_once_per_key() throws Exception {
        String sku = product(1);
        String key = UUID.randomUUID().toString();
        String path = PRODUCTS + "/" + sku + "/restocks";

        var first = post(merchant(), key, path, "{\"quantity\":5}");
        var replay = post(merchant(), key, path, "{\"quantity\":5}");
        post(path, "{\"quantity\":2}");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json(first).path("available").asLong()).isEqualTo(6);
        assertThat(replay.body()).isEqualTo(first.body());
        assertThat(stock(sku)).isEqualTo(new Row(8, 0, 0));
        assertThat(jdbc.queryForObject("SELECT restocked FROM stock WHERE sku = ?", Long.class, sku))
                .isEqualTo(7);
    }

    /** {@code X-1} and {@code X%2D1} used to be stocked by the same key. */
    @Test
    void a_restock_counts_once_however_the_sku_is_spelled() throws Exception {
        String sku = product(1);
        String key = UUID.randomUUID().toString();

        var first = post(merchant(), key, PRODUCTS + "/" + sku + "/restocks", "{\"quantity\":5}");
        var replay = post(merchant(), key, PRODUCTS + "/" + sku.replace("-", "%2D") + "/restocks", "{\"quantity\":5}");

        assertThat(header(replay, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.body()).isEqualTo(first.body());
        assertThat(stock(sku)).isEqualTo(new Row(6, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20SKU-0001", "SKU-0001%20", ".SKU-0001", "SKU-0001%00", "%C4"})
    void a_sku_in_another_spelling_is_no_product(String sku) throws Exception {
        assertThat(get(PRODUCTS + "/" + sku).statusCode()).isIn(400, 404);
        assertThat(post(PRODUCTS + "/" + sku + "/restocks", "{\"quantity\":5}").statusCode())
                .isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u00a0",
                "\\u200b",
                "\\u3164",
                "\\ufeff",
                "\\u2800 ",
                "\\ud800",
                "a\\udc00",
                "a\\u0000",
                "a\\nb",
                "a\\u202eb",
                "a\\u2066b"
            })
    void a_name_that_looks_empty_or_lies_is_refused(String name) throws Exception {
        String sku = "NAMED-" + UUID.randomUUID();

        var response = post(PRODUCTS, newProduct(sku, name, 1));

        assertThat(problem(response)).isEqualTo("400 /problems/validation");
        assertThat(json(response).path("errors").path(0).path("pointer").asString())
                .isEqualTo("/name");
        assertThat(catalogue.find(sku)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"  Tisch, rund  ", "\u0645\u0643\u062a\u0628", "\u684c\u5b50 \ud83e\ude91", "n\u0303"})
    void a_name_in_any_script_comes_back_as_it_was_sent(String name) throws Exception {
        String sku = "NAMED-" + UUID.randomUUID();

        assertThat(json(post(PRODUCTS, newProduct(sku, name, 1))).path("name").asString())
                .isEqualTo(name);

        assertThat(json(get(PRODUCTS + "/" + sku)).path("name").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XTS", "XAU", "DEM", "HRK", "eur", "EURO", ""})
    void money_that_nobody_pays_in_is_refused(String currency) throws Exception {
        String sku = "PRICED-" + UUID.randomUUID();

        var response = post(PRODUCTS, newProduct(sku, "Globe", 1).replace("EUR", currency));

        assertThat(problem(response)).isEqualTo("400 /problems/validation");
        assertThat(json(response).path("errors").path(0).path("pointer").asString())
                .isEqualTo("/price/currency");
    }

    @Test
    void a_restock_of_nothing_is_not_found() throws Exception {
        assertThat(problem(post(PRODUCTS + "/NO-SUCH-SKU/restocks", "{\"quantity\":5}")))
                .isEqualTo("404 /problems/not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"quantity\":0}",
                "{\"quantity\":-1}",
                "{\"quantity\":1000000001}",
                "{\"quantity\":1.5}",
                "{\"quantity\":\"1\"}",
                "{\"quantity\":1,\"more\":1}",
                "[]",
                "{"
            })
    void bad_restocks_are_refused_and_change_nothing(String body) throws Exception {
        String sku = product(1);

        assertThat(post(PRODUCTS + "/" + sku + "/restocks", body).statusCode()).isEqualTo(400);

        assertThat(stock(sku)).isEqualTo(new Row(1, 0, 0));
    }

    @Test
    void everything_wrong_with_a_new_product_is_named_at_once() throws Exception {
        var response = post(
                PRODUCTS,
                "{\"sku\":\"-\",\"name\":\" \",\"price\":{\"amount\":-1,\"currency\":\"eur\"},\"quantity\":-1}");

        assertThat(problem(response)).isEqualTo("400 /problems/validation");
        assertThat(json(response).path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .containsExactly("/sku", "/name", "/price/amount", "/price/currency", "/quantity");
        assertThat(json(post(PRODUCTS, "{}")).path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .containsExactly("/sku", "/name", "/price/amount", "/price/currency");
    }

    @Test
    void only_merchants_change_the_catalogue() throws Exception {
        String body = newProduct("FORBIDDEN", "No", 1);
        String customer = TestTokens.shared().customer("alice");

        assertThat(post(customer, "k1", PRODUCTS, body).statusCode()).isEqualTo(403);
        assertThat(post(TestTokens.shared().expired("merchant"), "k2", PRODUCTS, body)
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request(PRODUCTS).POST(HttpRequest.BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(customer, "k3", PRODUCTS + "/SKU-0001/restocks", "{\"quantity\":1}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(catalogue.find("FORBIDDEN")).isEmpty();
    }

    @Test
    void a_change_needs_an_idempotency_key() throws Exception {
        var response = send(
                request(PRODUCTS).POST(HttpRequest.BodyPublishers.ofString(newProduct("KEYLESS", "No", 1))),
                "Authorization",
                "Bearer " + merchant(),
                "Content-Type",
                "application/json");

        assertThat(problem(response)).isEqualTo("400 /problems/idempotency-key-required");
        assertThat(catalogue.find("KEYLESS")).isEmpty();
    }

    private static String newProduct(String sku, String name, int quantity) {
        return "{\"sku\":\"%s\",\"name\":\"%s\",\"price\":{\"amount\":4990,\"currency\":\"EUR\"},\"quantity\":%d}"
                .formatted(sku, name, quantity);
    }
}
