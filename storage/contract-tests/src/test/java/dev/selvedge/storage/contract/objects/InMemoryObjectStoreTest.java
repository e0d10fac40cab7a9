package dev.selvedge.storage.contract.objects;

import dev.selvedge.domain.objects.ObjectStore;

class InMemoryObjectStoreTest extends ObjectStoreContract {

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }
}
