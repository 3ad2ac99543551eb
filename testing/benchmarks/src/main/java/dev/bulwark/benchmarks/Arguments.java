package dev.bulwark.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code --name value}, {@code --name=value} and {@code --flag}; what nobody asked for is an error, not a surprise. */
final class Arguments {

    private static final String SET = "true";

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> asked = new TreeSet<>();

    /** @throws UsageException if a word isn't an option or an option's value */
    Arguments(List<String> words, Set<String> flags) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                throw new UsageException("'" + word + "' is not understood");
            }
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(2, equals), word.substring(equals + 1));
            } else if (flags.contains(word.substring(2))) {
                values.put(word.substring(2), SET);
            } else if (i + 1 < words.size()) {
                values.put(word.substring(2), words.get(++i));
            } else {
                throw new UsageException(word + " needs a value");
            }
        }
    }

    boolean flag(String name) {
        return SET.equals(text(name, "false"));
    }

    String text(String name, String otherwise) {
        asked.add(name);
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise, int least, int most) {
        String text = text(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the one message below serves both
        }
        throw new UsageException(
                "--" + name + " must be a number between " + least + " and " + most + ", not '" + text + "'");
    }

    /** {@code 60s}, {@code 5m} or {@code 250ms}. */
    Duration duration(String name, Duration otherwise) {
        String text = text(name, otherwise.toMillis() + "ms").toLowerCase(Locale.ROOT);
        try {
            if (text.endsWith("ms")) {
                return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
            }
            long amount = Long.parseLong(text.substring(0, text.length() - 1));
            if (text.endsWith("s")) {
                return Duration.ofSeconds(amount);
            } else if (text.endsWith("m")) {
                return Duration.ofMinutes(amount);
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // the one message below serves all
        }
        throw new UsageException("--" + name + " must be a duration such as 60s, 5m or 250ms, not '" + text + "'");
    }

    /** @throws UsageException if there is an option that nobody asked for */
    void noneLeft() {
        values.keySet().stream()
                .filter(name -> !asked.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException(
                            "there is no option --" + name + "; there are --" + String.join(", --", asked));
                });
    }
}
