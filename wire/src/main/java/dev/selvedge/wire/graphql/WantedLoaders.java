package dev.selvedge.wire.graphql;

import graphql.GraphQLContext;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.springframework.graphql.execution.BatchLoaderRegistry;

/**
 * Those of the loaders of batches that the fields of one request ask for. The engine asks each loader that a request has
 * whether it has something to load, at each level of the answer, and most requests use none of the fifty that there are.
 */
final class WantedLoaders extends DataLoaderRegistry {

    private Runnable fill = () -> {};
    private DataLoaderRegistry all;

    /** Registers with a request what it will ask for. */
    record Registrations(BatchLoaderRegistry all) implements BatchLoaderRegistry {

        @Override
        public <K, V> RegistrationSpec<K, V> forTypePair(Class<K> keys, Class<V> values) {
            return all.forTypePair(keys, values);
        }

        @Override
        public <K, V> RegistrationSpec<K, V> forName(String name) {
            return all.forName(name);
        }

        @Override
        public boolean hasRegistrations() {
            return all.hasRegistrations();
        }

        @Override
        public void registerDataLoaders(DataLoaderRegistry request, GraphQLContext context) {
            if (request instanceof WantedLoaders wanted) {
                wanted.fill = () -> all.registerDataLoaders(wanted.all, context);
            } else {
                all.registerDataLoaders(request, context);
            }
        }
    }

    @Override
    public <K, V> DataLoader<K, V> getDataLoader(String name) {
        DataLoader<K, V> known = super.getDataLoader(name);
        return known == null ? wanted(name) : known;
    }

    private synchronized <K, V> DataLoader<K, V> wanted(String name) {
        if (all == null) {
            all = new DataLoaderRegistry();
            fill.run();
        }
        DataLoader<K, V> found = all.getDataLoader(name);
        return found == null ? null : computeIfAbsent(name, absent -> found);
    }
}
