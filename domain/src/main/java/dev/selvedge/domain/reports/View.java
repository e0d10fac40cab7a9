package dev.selvedge.domain.reports;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A view without its spec, which can be large and is read apart.
 *
 * @param type {@code project-view} for workspaces, {@code runs} for reports, {@code runs/draft} for drafts of reports
 * @param name unique for its type in the project
 * @param user who made it
 * @param createdUsing the client's word for itself
 * @param locked only its author and the project's admins change it
 * @param parent the report that a draft is of, or null
 */
public record View(
        ViewId id,
        ProjectId project,
        String type,
        String name,
        String displayName,
        String description,
        UserId user,
        String createdUsing,
        boolean locked,
        ViewId parent,
        Instant createdAt,
        Instant updatedAt) {

    public static final String WORKSPACE = "project-view";
    public static final String REPORT = "runs";
    public static final String DRAFT = "runs/draft";

    private static final Pattern PERSONAL = Pattern.compile("nw-(.+)-w");

    public View {
        requireNonNull(project);
        requireNonNull(type);
        requireNonNull(name);
        requireNonNull(user);
    }

    public boolean isDraft() {
        return type.equals(DRAFT);
    }

    public boolean isReport() {
        return type.equals(REPORT);
    }

    /** Whose own workspace a view of this type and name is: such views save themselves while that person works. */
    public static Optional<String> personOf(String type, String name) {
        Matcher matcher = PERSONAL.matcher(name);
        return type.equals(WORKSPACE) && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    public Optional<String> person() {
        return personOf(type, name);
    }
}
