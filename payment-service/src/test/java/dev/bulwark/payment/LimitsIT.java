package dev.bulwark.payment;

import javax.sql.DataSource;

import dev.bulwark.testing.DataSourceLimits;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class LimitsIT extends PaymentSuite {

    @Autowired
    private ApplicationContext context;

    @Test
    void noPoolWaitsForEver() throws Exception {
        DataSourceLimits.check(context.getBeansOfType(DataSource.class));
    }
}
