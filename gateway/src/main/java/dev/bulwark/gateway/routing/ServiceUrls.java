package dev.bulwark.gateway.routing;

import java.net.URI;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services are: scheme, host and port by name. Any name is allowed, so that a second version of a service takes one line of
 * configuration.
 *
 * @param urls where each service is that a route leads to, by name
 */
@ConfigurationProperties("bulwark")
record ServiceUrls(@DefaultValue Map<String, URI> urls) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    ServiceUrls {
        urls.forEach((name, url) -> {
            if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null) {
                throw new IllegalArgumentException(
                        "bulwark.urls." + name + " must be http(s)://host[:port], not '" + url + "'");
            }
        });
    }

    /** The URL of a service, without a slash at its end. */
    String base(String name) {
        URI url = urls.get(name);
        if (url == null) {
            throw new IllegalArgumentException("bulwark.urls." + name + " is missing, but a route leads to it");
        }
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
