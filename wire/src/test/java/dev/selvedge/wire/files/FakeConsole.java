package dev.selvedge.wire.files;

import dev.selvedge.domain.runs.history.ConsoleLine;
import dev.selvedge.domain.runs.history.ConsolePage;
import dev.selvedge.domain.runs.history.HistoryReader;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.IntStream;

/** A reader of which only pages of console lines are asked. */
final class FakeConsole {

    private FakeConsole() {}

    static HistoryReader of(List<String> lines) {
        return (HistoryReader) Proxy.newProxyInstance(
                HistoryReader.class.getClassLoader(),
                new Class<?>[] {HistoryReader.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("linesAfter")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return page(lines, (Long) arguments[1], (int) arguments[2]);
                });
    }

    private static ConsolePage page(List<String> lines, Long after, int first) {
        int from = after == null ? 0 : (int) (after + 1);
        int to = Math.min(from + first, lines.size());
        return new ConsolePage(
                IntStream.range(from, to)
                        .mapToObj(i -> new ConsoleLine(i, null, null, null, lines.get(i)))
                        .toList(),
                from > 0,
                to < lines.size(),
                lines.size());
    }
}
