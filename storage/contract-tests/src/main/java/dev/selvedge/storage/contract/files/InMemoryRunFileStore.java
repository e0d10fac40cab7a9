package dev.selvedge.storage.contract.files;

import static java.util.Comparator.comparing;

import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.files.FileId;
import dev.selvedge.domain.runs.files.NamePattern;
import dev.selvedge.domain.runs.files.RunFile;
import dev.selvedge.domain.runs.files.RunFileStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Run files for tests. */
public final class InMemoryRunFileStore implements RunFileStore {

    private final TreeMap<Long, RunFile> files = new TreeMap<>();
    private final Map<String, Upload> uploads = new LinkedHashMap<>();
    private final Map<String, Instant> discarded = new LinkedHashMap<>();
    private long lastId;

    @Override
    public synchronized Map<String, RunFile> open(RunId run, Collection<String> names) {
        Map<String, RunFile> found = find(run, names);
        for (String name : names) {
            found.computeIfAbsent(name, missing -> {
                RunFile file = new RunFile(new FileId(++lastId), run, missing, null);
                files.put(lastId, file);
                return file;
            });
        }
        return found;
    }

    @Override
    public synchronized Map<String, RunFile> find(RunId run, Collection<String> names) {
        Map<String, RunFile> found = new HashMap<>();
        of(run).filter(file -> names.contains(file.name())).forEach(file -> found.put(file.name(), file));
        return found;
    }

    private Stream<RunFile> of(RunId run) {
        return List.copyOf(files.values()).stream().filter(file -> file.run().equals(run));
    }

    @Override
    public synchronized List<RunFile> find(Collection<FileId> ids) {
        return files.values().stream().filter(file -> ids.contains(file.id())).toList();
    }

    @Override
    public synchronized Optional<RunFile> findByKey(String key) {
        return files.values().stream()
                .filter(file -> file.isThere() && file.content().key().equals(key))
                .findFirst();
    }

    @Override
    public synchronized List<RunFile> list(RunId run, NamePattern pattern, FileId after, int limit) {
        return there(run, pattern)
                .filter(file -> file.id().value() > after.value())
                .limit(limit)
                .toList();
    }

    private Stream<RunFile> there(RunId run, NamePattern pattern) {
        Predicate<String> matches = matcher(pattern);
        return of(run).filter(file -> file.isThere() && matches.test(file.name()));
    }

    private static Predicate<String> matcher(NamePattern pattern) {
        if (pattern.text() == null) {
            return name -> true;
        }
        StringBuilder regex = new StringBuilder();
        String escaped = pattern.escapedBy('!');
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '!') {
                regex.append(Pattern.quote(escaped.substring(++i, i + 1)));
            } else if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
    }

    @Override
    public synchronized long count(RunId run, NamePattern pattern) {
        return there(run, pattern).count();
    }

    @Override
    public synchronized long totalSize(RunId run) {
        return there(run, NamePattern.ALL)
                .mapToLong(file -> file.content().size())
                .sum();
    }

    @Override
    public synchronized void addUploads(Collection<Upload> added) {
        added.forEach(upload -> uploads.put(upload.key(), upload));
    }

    @Override
    public synchronized Optional<Upload> upload(String key) {
        return Optional.ofNullable(uploads.get(key));
    }

    @Override
    public synchronized List<Upload> uploads(Collection<FileId> of) {
        return uploads.values().stream()
                .filter(upload -> of.contains(upload.file()))
                .sorted(comparing(Upload::createdAt).reversed())
                .toList();
    }

    @Override
    public synchronized List<Upload> uploadsBefore(Instant before, Optional<Upload> after, int limit) {
        Comparator<Upload> order = comparing(Upload::createdAt).thenComparing(Upload::key);
        return uploads.values().stream()
                .filter(upload -> upload.createdAt().isBefore(before))
                .filter(upload -> after.isEmpty() || order.compare(upload, after.get()) > 0)
                .sorted(order)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void removeUploads(Collection<String> keys) {
        keys.forEach(uploads::remove);
    }

    @Override
    public synchronized Optional<RunFile> lock(FileId id) {
        return Optional.ofNullable(files.get(id.value()));
    }

    @Override
    public synchronized void setContent(FileId id, RunFile.Content content) {
        files.computeIfPresent(id.value(), (number, file) -> new RunFile(file.id(), file.run(), file.name(), content));
    }

    @Override
    public synchronized void delete(Collection<FileId> ids) {
        ids.forEach(id -> files.remove(id.value()));
        uploads.values().removeIf(upload -> ids.contains(upload.file()));
    }

    @Override
    public synchronized void deleteEmpty(Collection<FileId> ids) {
        files.values()
                .removeIf(file -> ids.contains(file.id())
                        && !file.isThere()
                        && uploads.values().stream()
                                .noneMatch(upload -> upload.file().equals(file.id())));
    }

    @Override
    public synchronized List<RunFile> all(RunId run, FileId after, int limit) {
        return of(run).filter(file -> file.id().value() > after.value())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<RunId> runsWithFiles(RunId after, int limit) {
        return files.values().stream()
                .map(RunFile::run)
                .filter(run -> run.value() > after.value())
                .distinct()
                .sorted(comparing(RunId::value))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void discard(Collection<String> keys, Instant notBefore) {
        keys.forEach(key -> discarded.putIfAbsent(key, notBefore));
    }

    @Override
    public synchronized List<String> discarded(Instant due, int limit) {
        return discarded.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(due))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void forgetDiscarded(Collection<String> keys) {
        keys.forEach(discarded::remove);
    }
}
