package dev.selvedge.domain.projects;

import dev.selvedge.platform.Fault;
import java.util.regex.Pattern;

/** The picture that stands for a project, mostly for a registry: the name of one that pages know, in a colour. */
public record ProjectIcon(String name, String color) {

    /** Names of icon sets and emoji alike; nothing that could end a word in a page. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}<>\"'&]{1,64}");

    /** {@code #} and hexadecimal digits, or the word of a palette. */
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{3,8}|[a-zA-Z][a-zA-Z0-9_-]{0,31}");

    public ProjectIcon {
        if (name == null || !NAME.matcher(name).matches()) {
            throw Fault.invalid("The name of an icon has 1 to 64 characters, none of them <, >, & or a quotation mark");
        }
        if (color == null || !COLOR.matcher(color).matches()) {
            throw Fault.invalid("The colour of an icon is a word or # with 3 to 8 hexadecimal digits");
        }
    }
}
