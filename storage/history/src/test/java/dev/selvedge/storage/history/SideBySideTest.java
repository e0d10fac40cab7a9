package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.context.ContextRegistry;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private static final List<Integer> MANY = IntStream.range(0, 200).boxed().toList();

    @Test
    void partsRunTogetherAndAnswerInOrder() {
        CountDownLatch both = new CountDownLatch(2);
        List<Integer> doubled = SideBySide.map(List.of(1, 2), part -> 1, part -> {
            both.countDown();
            await(both);
            return part * 2;
        });
        assertThat(doubled).containsExactly(2, 4);
        assertThat(SideBySide.map(MANY, part -> 1, part -> part)).isEqualTo(MANY);
    }

    @Test
    void longPartsTakeSeveralPlaces() {
        AtomicInteger now = new AtomicInteger();
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        SideBySide.map(MANY.subList(0, 12), part -> 1_000_000, part -> {
            seen.add(now.incrementAndGet());
            pause();
            return now.decrementAndGet();
        });
        assertThat(seen).hasSize(12).allMatch(running -> running <= 2);
    }

    @Test
    void partsOfPartsWaitForNobody() {
        List<Integer> sums = SideBySide.map(
                MANY,
                part -> 10_000_000,
                part -> SideBySide.map(MANY.subList(0, 5), inner -> 10_000_000, inner -> inner).stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        assertThat(sums).hasSize(200).containsOnly(10);
    }

    @Test
    void aFailureIsThrownOnAndEndsTheRest() {
        AtomicInteger begun = new AtomicInteger();
        assertThatThrownBy(() -> SideBySide.map(MANY, part -> 250_000, part -> {
                    begun.incrementAndGet();
                    pause();
                    throw new StaleLayout();
                }))
                .isInstanceOf(StaleLayout.class);
        assertThat(begun.get()).isLessThan(100);
        assertThat(SideBySide.map(List.of(1, 2), part -> 10_000_000, part -> part))
                .containsExactly(1, 2);
    }

    @Test
    void partsBelongToTheRequestThatAsks() {
        ThreadLocal<String> request = new ThreadLocal<>();
        ContextRegistry registry = ContextRegistry.getInstance();
        registry.registerThreadLocalAccessor("side-by-side", request);
        try {
            request.set("r1");
            assertThat(SideBySide.map(MANY, part -> 1, part -> request.get())).containsOnly("r1");
        } finally {
            registry.removeThreadLocalAccessor("side-by-side");
        }
    }

    @Test
    void whatSeveralWantAtOnceIsLoadedOnce() {
        BlockCache cache = new BlockCache(null, 1 << 20);
        AtomicInteger loads = new AtomicInteger();
        BlockCache.Weighed made = () -> 1;
        List<BlockCache.Weighed> found = SideBySide.map(
                MANY,
                part -> 1,
                part -> cache.get("key", () -> {
                    loads.incrementAndGet();
                    pause();
                    return made;
                }));
        assertThat(found).hasSize(200).allMatch(one -> one == made);
        assertThat(loads.get()).isOne();
    }

    @Test
    void whatIsWaitedForIsMadeThoughThoseWhoWaitHoldAllPlaces() throws Exception {
        BlockCache cache = new BlockCache(null, 1 << 20);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch allPlaces = new CountDownLatch(8);
        Thread.startVirtualThread(() -> cache.get("key", () -> {
            begun.countDown();
            await(allPlaces);
            int sum = SideBySide.map(List.of(1, 2), part -> 1, part -> part).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            return () -> sum;
        }));
        await(begun);
        CompletableFuture<List<Integer>> weights =
                CompletableFuture.supplyAsync(() -> SideBySide.map(MANY.subList(0, 8), part -> 1, part -> {
                    allPlaces.countDown();
                    return cache.get("key", () -> () -> 0).weight();
                }));
        assertThat(weights.get(30, TimeUnit.SECONDS)).hasSize(8).containsOnly(3);
    }

    @Test
    void aFailedLoadIsTriedAgainByWhoComesLater() {
        BlockCache cache = new BlockCache(null, 1 << 20);
        assertThatThrownBy(() -> SideBySide.map(
                        MANY.subList(0, 8),
                        part -> 1,
                        part -> cache.get("key", () -> {
                            pause();
                            throw new StaleLayout();
                        })))
                .isInstanceOf(StaleLayout.class);
        assertThat(cache.get("key", () -> () -> 1).weight()).isOne();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
