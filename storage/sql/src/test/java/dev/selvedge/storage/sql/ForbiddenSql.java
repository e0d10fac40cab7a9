package dev.selvedge.storage.sql;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What MySQL 8.0.11 or MariaDB do not know, or know differently. */
final class ForbiddenSql {

    private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

    private static void forbid(String pattern, String why) {
        WORDS.put(Pattern.compile(pattern), why);
    }

    static {
        forbid("\\b(md5|sha1?)\\s*\\(", "not in MySQL 9");
        forbid("->>?\\s*'", "JSON arrows are MySQL's only");
        forbid("\\bjson_\\w+\\s*\\(", "no JSON functions in SQL");
        forbid("\\bcast\\([^()]* as json\\)|\\bmember of\\b", "MySQL only");
        forbid("\\bas excluded\\b|\\bexcluded\\.", "row alias: since MySQL 8.0.19, never in MariaDB");
        forbid("\\) as \\w+ on duplicate key", "row alias: since MySQL 8.0.19, never in MariaDB");
        forbid("\\bvalues row\\s*\\(", "VALUES ROW: since MySQL 8.0.19, never in MariaDB");
        forbid("\\bfor share\\b|\\bfor update of\\b", "MySQL only");
        forbid("\\blateral\\b", "since MySQL 8.0.14, not in MariaDB");
        forbid(
                "\\b(uuid_to_bin|bin_to_uuid|any_value|grouping|regexp_like|regexp_replace|regexp_substr)\\s*\\(",
                "MySQL only");
        forbid("\\b(except|intersect)\\b", "since MySQL 8.0.31");
        forbid("\\breturning\\b", "MariaDB only");
        forbid("\\bcreate sequence\\b|\\bnextval\\b|\\bset statement\\b", "MariaDB only");
        forbid("utf8mb4_(0900|uca1400|nopad)_", "collations of one engine only");
        forbid("\\bdefault \\((?!\\d)", "expression defaults: since MySQL 8.0.13");
        forbid("\\bindex \\w+ on \\w+ \\(.*\\(.*\\(", "functional index: since MySQL 8.0.13, never in MariaDB");
        forbid("\\bcheck \\(", "enforced since MySQL 8.0.16 only");
        forbid(
                "\\binvisible\\b|\\bset persist\\b|\\bget_lock\\b|\\brelease_lock\\b",
                "not in both engines, or not in the embedded one");
        forbid("\\bnulls (first|last)\\b|\\bfull (outer )?join\\b|\\bmerge into\\b|\\bilike\\b", "not in MySQL");
    }

    private ForbiddenSql() {}

    static void check(String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        WORDS.forEach((pattern, why) -> {
            if (pattern.matcher(lower).find()) {
                throw new AssertionError(why + ": " + sql);
            }
        });
    }
}
