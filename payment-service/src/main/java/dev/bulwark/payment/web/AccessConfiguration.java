package dev.bulwark.payment.web;

import dev.bulwark.platform.http.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    AccessRules accessRules() {
        return AccessRules.of(AccessRules.scope(PaymentController.OPS, HttpMethod.POST, "/api/v1/payments/*/refunds"));
    }
}
