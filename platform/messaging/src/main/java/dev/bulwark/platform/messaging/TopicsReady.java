package dev.bulwark.platform.messaging;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import dev.bulwark.contracts.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing and waits until every partition has a leader.
 *
 * <p>An idempotent producer that meets a partition without a leader can loop on its sequence numbers until the delivery timeout (measured: six
 * of twelve fresh topics), so nothing is sent before this says yes. A topic that exists is left as it is.
 */
public final class TopicsReady {

    private static final Logger log = LoggerFactory.getLogger(TopicsReady.class);
    private static final long ASK_SECONDS = 10;
    private static final String FOR_EVER = "-1";

    private final Map<String, Object> adminProperties;
    private final int partitions;

    public TopicsReady(Map<String, Object> adminProperties, int partitions) {
        this.adminProperties = adminProperties;
        this.partitions = partitions;
    }

    /** Creates and checks; false, with the reason logged, if the broker is away or leaders are still missing. */
    public boolean ensure() throws InterruptedException {
        try (Admin admin = Admin.create(adminProperties)) {
            Set<String> present = admin.listTopics().names().get(ASK_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Topics.ALL.stream()
                    .filter(topic -> !present.contains(topic))
                    .map(this::newTopic)
                    .toList();
            if (!missing.isEmpty()) {
                log.info(
                        "Creating topics {}",
                        missing.stream().map(NewTopic::name).collect(Collectors.joining(", ")));
                create(admin, missing);
            }
            return allHaveLeaders(admin.describeTopics(Topics.ALL)
                    .allTopicNames()
                    .get(ASK_SECONDS, TimeUnit.SECONDS)
                    .values());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            log.warn("The broker doesn't answer for its topics; nothing is published until it does: {}", e.toString());
            return false;
        }
    }

    /** Another service may create the same topics at this moment; who was first doesn't matter, the check that follows decides. */
    private static void create(Admin admin, List<NewTopic> missing) throws InterruptedException, TimeoutException {
        try {
            admin.createTopics(missing).all().get(ASK_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            log.debug("Not all topics were created by this service", e);
        }
    }

    private NewTopic newTopic(String name) {
        NewTopic topic = new NewTopic(name, partitions, (short) -1);
        return Topics.KEPT_FOR_EVER.contains(name)
                ? topic.configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER))
                : topic;
    }

    private static boolean allHaveLeaders(Collection<TopicDescription> topics) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition ->
                        partition.leader() != null && !partition.leader().isEmpty());
    }
}
