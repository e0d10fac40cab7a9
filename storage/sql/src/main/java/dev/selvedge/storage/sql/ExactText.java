package dev.selvedge.storage.sql;

import org.jooq.impl.AbstractConverter;

/**
 * Keeps texts apart that differ by spaces at their end: to MySQL's collations they are the same, to whoever logged
 * {@code loss} and {@code loss } they are not. Such a text is stored with a mark behind its spaces.
 */
public final class ExactText extends AbstractConverter<String, String> {

    private static final long serialVersionUID = 1L;

    private static final String MARK = "\u001f";

    public ExactText() {
        super(String.class, String.class);
    }

    @Override
    public String from(String stored) {
        return stored != null && stored.endsWith(MARK) ? stored.substring(0, stored.length() - 1) : stored;
    }

    @Override
    public String to(String text) {
        return text != null && (text.endsWith(" ") || text.endsWith(MARK)) ? text + MARK : text;
    }
}
