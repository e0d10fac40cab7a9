package dev.selvedge.domain.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ListingTest {

    private static Page<String> page(List<String> all, int first, String after) {
        return Listing.slice(all, first, after, Function.identity()).page();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        Page<String> first = page(List.of("a", "b", "c"), 2, null);
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(first.hasNext()).isTrue();
        Page<String> second = page(List.of("a", "b", "c"), 2, first.endCursor());
        assertThat(second.items()).containsExactly("c");
        assertThat(second.hasNext()).isFalse();
    }

    @Test
    void deletingWhatWasReadSkipsNothing() {
        String cursor = page(List.of("a", "b", "c", "d"), 2, null).endCursor();
        assertThat(page(List.of("b", "c", "d"), 2, cursor).items()).containsExactly("c", "d");
    }

    @Test
    void foreignCursorsAreRefused() {
        assertThatThrownBy(() -> page(List.of("a"), 2, "x.y")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> Cursors.id("nonsense")).isInstanceOf(Fault.class);
    }
}
