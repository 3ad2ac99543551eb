package dev.bulwark.platform.core.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/api/v1/products/SKU-0001",
                "/a%20b",
                "/%C3%A4",
                "/%f0%9f%98%80",
                "/a:b@c!$&'()*+,;=~_.-",
                "/%7F"
            })
    void pathsThatCanBeRead(String path) {
        assertThat(RequestTarget.isReadable(path, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "q=a+b", "status[]=PENDING", "a=b?c/d", "q=%C3%A4%20x", "&&=", "q=%E2%82%AC"})
    void queriesThatCanBeRead(String query) {
        assertThat(RequestTarget.isReadable("/", query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|",
                "{",
                "}",
                "\"",
                "<",
                ">",
                "^",
                "`",
                "\\",
                " ",
                "\t",
                "\u0000",
                "\u007f",
                "\u00e4",
                "\u20ac",
                "#",
                "%",
                "%4",
                "%zz",
                "%g0",
                "%+1",
                "%00",
                "%FF",
                "%C3%28",
                "%C3",
                "%c0%af",
                "%ed%a0%80",
                "%f5%80%80%80",
                "%C3a%A4"
            })
    void whatCanBeReadInNoWayOrInTwo(String text) {
        assertThat(RequestTarget.isReadable("/" + text, null)).isFalse();
        assertThat(RequestTarget.isReadable("/", "q=" + text)).isFalse();
        assertThat(RequestTarget.isReadable("/", text + "&b=1")).isFalse();
    }

    @Test
    void bracketsAndQuestionMarksBelongInTheQueryOnly() {
        assertThat(RequestTarget.isReadable("/a[]", null)).isFalse();
        assertThat(RequestTarget.isReadable("/a?", null)).isFalse();
    }
}
