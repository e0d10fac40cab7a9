package dev.selvedge.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SlicesTest {

    private static final List<String> ALL = List.of("a", "b", "c", "d");

    private static Page<String> page(List<String> all, String after) {
        return Slices.of(all, 2, after, Function.identity());
    }

    @Test
    void pagesFollowEachOtherToTheEnd() {
        Page<String> first = page(ALL, null);
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(first.hasNext()).isTrue();
        Page<String> second = page(ALL, first.endCursor());
        assertThat(second.items()).containsExactly("c", "d");
        assertThat(second.hasNext()).isFalse();
    }

    @Test
    void nothingIsSkippedWhenTheItemOfTheCursorOrOneBeforeItIsGone() {
        String cursor = page(ALL, null).endCursor();
        assertThat(page(List.of("a", "c", "d"), cursor).items()).containsExactly("c", "d");
        assertThat(page(List.of("b", "c", "d"), cursor).items()).containsExactly("c", "d");
    }

    @Test
    void cursorsOfOtherListsAreRefused() {
        for (String foreign : List.of("x", ".a", "9999999999.a", "-1.a")) {
            assertThatThrownBy(() -> page(ALL, foreign)).hasMessageContaining("is not a cursor of this list");
        }
    }
}
