package dev.selvedge.storage.secrets;

import java.util.function.Supplier;

/** Made when it is first needed: looking for credentials may ask the network, which must not hold up a start. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> making;
    private volatile T made;

    Once(Supplier<T> making) {
        this.making = making;
    }

    /** A failure is not kept: the credentials may be there the next time. */
    @Override
    public T get() {
        T known = made;
        if (known == null) {
            synchronized (this) {
                known = made;
                if (known == null) {
                    known = making.get();
                    made = known;
                }
            }
        }
        return known;
    }
}
