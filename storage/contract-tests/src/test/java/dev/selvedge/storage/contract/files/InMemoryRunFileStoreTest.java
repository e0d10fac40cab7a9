package dev.selvedge.storage.contract.files;

import dev.selvedge.domain.runs.files.RunFileStore;
import dev.selvedge.platform.Transactions;
import java.util.function.Supplier;

class InMemoryRunFileStoreTest extends RunFileStoreContract {

    private final RunFileStore store = new InMemoryRunFileStore();

    @Override
    protected RunFileStore store() {
        return store;
    }

    @Override
    protected Transactions transactions() {
        return new Transactions() {
            @Override
            public synchronized <T> T inTransaction(Supplier<T> work) {
                return work.get();
            }
        };
    }
}
