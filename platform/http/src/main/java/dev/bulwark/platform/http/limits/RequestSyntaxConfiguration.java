package dev.bulwark.platform.http.limits;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a request must look like before anything reads it; for each port of a service. */
@Configuration(proxyBeanMethods = false)
public class RequestSyntaxConfiguration {

    @Bean
    TomcatRequestHeads tomcatRequestHeads() {
        return new TomcatRequestHeads();
    }

    @Bean
    FilterRegistrationBean<RequestSyntaxFilter> requestSyntaxFilter() {
        FilterRegistrationBean<RequestSyntaxFilter> registration =
                new FilterRegistrationBean<>(new RequestSyntaxFilter());
        registration.setOrder(RequestSyntaxFilter.ORDER);
        return registration;
    }
}
