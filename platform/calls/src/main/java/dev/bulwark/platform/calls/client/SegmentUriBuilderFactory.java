package dev.bulwark.platform.calls.client;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.bulwark.platform.core.value.PathSegment;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * Expands templates such as {@code /api/v1/products/{sku}}, each variable of the path to exactly one segment.
 *
 * <p>Spring encodes slashes and the like by itself, but leaves {@code ..}, which servers and proxies take for a step up. Such a value is
 * an {@link IllegalArgumentException} and no call: whoever lets values in from outside has to check them there.
 */
final class SegmentUriBuilderFactory extends DefaultUriBuilderFactory {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    SegmentUriBuilderFactory(String baseUrl) {
        super(baseUrl);
    }

    @Override
    public URI expand(String template, Map<String, ?> values) {
        for (Matcher variable = variablesOfPath(template); variable.find(); ) {
            PathSegment.require(String.valueOf(values.get(variable.group(1))));
        }
        return super.expand(template, values);
    }

    @Override
    public URI expand(String template, @Nullable Object... values) {
        Matcher variable = variablesOfPath(template);
        for (int i = 0; variable.find() && i < values.length; i++) {
            PathSegment.require(String.valueOf(values[i]));
        }
        return super.expand(template, values);
    }

    private static Matcher variablesOfPath(String template) {
        int query = template.indexOf('?');
        return VARIABLE.matcher(query < 0 ? template : template.substring(0, query));
    }
}
