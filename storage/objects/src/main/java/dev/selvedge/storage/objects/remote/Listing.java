package dev.selvedge.storage.objects.remote;

import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Buckets are asked for the next page while the listing is read, long after the call that began it. What fails then is
 * told as an {@link UncheckedIOException}, whatever the provider's client throws.
 */
public final class Listing {

    private Listing() {}

    public static <T> Stream<T> of(Stream<T> pages) {
        return StreamSupport.stream(new Told<>(pages), false).onClose(pages::close);
    }

    private static final class Told<T> extends Spliterators.AbstractSpliterator<T> {

        private final Stream<T> pages;
        private Iterator<T> items;

        Told(Stream<T> pages) {
            super(Long.MAX_VALUE, ORDERED);
            this.pages = pages;
        }

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            T next;
            try {
                if (items == null) {
                    items = pages.iterator();
                }
                if (!items.hasNext()) {
                    return false;
                }
                next = items.next();
            } catch (UncheckedIOException | Fault e) {
                throw e;
            } catch (RuntimeException e) {
                throw new UncheckedIOException(new IOException("The bucket cannot be listed: " + e.getMessage(), e));
            }
            action.accept(next);
            return true;
        }
    }
}
