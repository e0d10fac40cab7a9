package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQLContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;
import reactor.core.publisher.Mono;

class WantedLoadersTest {

    private final BatchLoaderRegistry all = new WantedLoaders.Registrations(new DefaultBatchLoaderRegistry());
    private final WantedLoaders wanted = new WantedLoaders();

    private WantedLoadersTest() {
        for (String name : List.of("names", "counts")) {
            all.<Integer, String>forName(name)
                    .registerMappedBatchLoader((keys, environment) -> Mono.just(Map.of(1, name + keys.size())));
        }
        all.registerDataLoaders(wanted, GraphQLContext.getDefault());
    }

    @Test
    void aRequestHasOnlyTheLoadersThatItAsksFor() {
        assertThat(wanted.getDataLoaders()).isEmpty();
        DataLoader<Integer, String> names = wanted.getDataLoader("names");
        assertThat(wanted.getKeys()).containsExactly("names");
        assertThat(wanted.<Integer, String>getDataLoader("names")).isSameAs(names);
        CompletableFuture<String> one = names.load(1);
        names.load(2);
        wanted.dispatchAll();
        assertThat(one.join()).isEqualTo("names2");
    }

    @Test
    void oneThatIsNotThereIsNone() {
        assertThat(wanted.<Integer, String>getDataLoader("others")).isNull();
    }

    @Test
    void othersGetThemAll() {
        DataLoaderRegistry plain = new DataLoaderRegistry();
        all.registerDataLoaders(plain, GraphQLContext.getDefault());
        assertThat(plain.getKeys()).containsExactlyInAnyOrder("names", "counts");
    }
}
