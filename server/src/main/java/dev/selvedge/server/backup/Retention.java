package dev.selvedge.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The backups of a folder, newest first, and which of them are kept: the last of each day, week and month. */
public final class Retention {

    /** With less than a week of days, a mistake found after the weekend is past mending. */
    public static final int FEWEST_DAYS = 7;

    private static final Pattern NAME = Pattern.compile("selvedge-(\\d{8}T\\d{6})Z\\.backup");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    /** @param at when it was made, in UTC */
    public record Listed(Path path, LocalDateTime at) {}

    private Retention() {}

    public static List<Listed> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Listed> found = new ArrayList<>();
            files.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.add(new Listed(file, LocalDateTime.parse(name.group(1), STAMP)));
                }
            });
            found.sort(Comparator.comparing(Listed::at).reversed());
            return found;
        } catch (IOException e) {
            throw new BackupFailure("The folder " + folder + " cannot be read: " + e + ".");
        }
    }

    /** What goes; {@code newestFirst} as {@link #list} has it. */
    public static List<Listed> superfluous(List<Listed> newestFirst, int days, int weeks, int months) {
        if (days < FEWEST_DAYS) {
            throw new BackupFailure("At least " + FEWEST_DAYS + " daily backups are kept.");
        }
        Set<Listed> kept = new HashSet<>();
        keep(newestFirst, kept, days, at -> at.toLocalDate());
        keep(newestFirst, kept, weeks, at -> week(at.toLocalDate()));
        keep(newestFirst, kept, months, at -> at.toLocalDate().withDayOfMonth(1));
        return newestFirst.stream().filter(each -> !kept.contains(each)).toList();
    }

    private static String week(LocalDate day) {
        return day.get(IsoFields.WEEK_BASED_YEAR) + "-" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private static void keep(
            List<Listed> newestFirst, Set<Listed> kept, int count, Function<LocalDateTime, Object> period) {
        Set<Object> seen = new HashSet<>();
        for (Listed each : newestFirst) {
            if (seen.size() < count && seen.add(period.apply(each.at()))) {
                kept.add(each);
            }
        }
    }
}
