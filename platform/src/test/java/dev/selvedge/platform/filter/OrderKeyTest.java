package dev.selvedge.platform.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderKeyTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = " ")
    void nothingIsNoOrder(String text) {
        assertThat(OrderKey.parse(text)).isEmpty();
    }

    @Test
    void plusAndNoSignAscendMinusDescends() {
        assertThat(OrderKey.parse("+created_at")).containsExactly(new OrderKey<>("created_at", true));
        assertThat(OrderKey.parse("created_at")).containsExactly(new OrderKey<>("created_at", true));
        assertThat(OrderKey.parse("-summary_metrics.loss"))
                .containsExactly(new OrderKey<>("summary_metrics.loss", false));
    }

    @Test
    void commasBeforeSignsDivideKeys() {
        assertThat(OrderKey.parse("+state, -summary_metrics.a,b,-name"))
                .isEqualTo(List.of(
                        new OrderKey<>("state", true),
                        new OrderKey<>("summary_metrics.a,b", false),
                        new OrderKey<>("name", false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "-", "+a,-", "+a,+b,+c,+d,+e,+f,+g,+h,+i"})
    void whatIsNoOrderIsRefused(String text) {
        assertThatThrownBy(() -> OrderKey.parse(text)).isInstanceOf(Fault.class);
    }

    @Test
    void longTextIsRefused() {
        assertThatThrownBy(() -> OrderKey.parse("x".repeat(10_001))).isInstanceOf(Fault.class);
    }
}
