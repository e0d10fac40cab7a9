package dev.selvedge.storage.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets something happen between two calls of stores, where only another thread or server would come in otherwise. */
public final class Meddling {

    private final Map<String, Runnable> deeds = new ConcurrentHashMap<>();

    /** Once, before the next call of a method of this name. */
    public void before(String method, Runnable deed) {
        deeds.put(method, deed);
    }

    /** The store, with what happens before its calls. */
    public <T> T with(Class<T> type, T store) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Runnable deed = deeds.remove(method.getName());
                    if (deed != null) {
                        deed.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
