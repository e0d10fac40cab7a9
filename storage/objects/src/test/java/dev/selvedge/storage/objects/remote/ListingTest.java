package dev.selvedge.storage.objects.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListingTest {

    @Test
    void aPageThatCannotBeFetchedIsTheStoresFailure() {
        List<Integer> seen = new ArrayList<>();
        Stream<Integer> pages = Stream.of(1, 2, 3).map(number -> {
            if (number == 3) {
                throw new IllegalStateException("403");
            }
            return number;
        });
        assertThatThrownBy(() -> Listing.of(pages).forEach(seen::add))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("403");
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void whatTheReaderThrowsIsItsOwn() {
        assertThatThrownBy(() -> Listing.of(Stream.of(1)).forEach(number -> {
                    throw new IllegalStateException("mine");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
