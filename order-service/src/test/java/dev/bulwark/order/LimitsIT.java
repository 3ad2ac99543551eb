package dev.bulwark.order;

import java.util.Map;
import javax.sql.DataSource;

import dev.bulwark.testing.DataSourceLimits;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class LimitsIT extends OrderServiceTestBase {

    @Autowired
    private ApplicationContext context;

    @Test
    void noPoolWaitsForEver() throws Exception {
        Map<String, DataSource> all = context.getBeansOfType(DataSource.class);
        assertThat(all).as("events, view and keys").hasSize(3);
        DataSourceLimits.check(all);
    }
}
