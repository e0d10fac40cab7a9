package dev.selvedge.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.OptionalLong;

/**
 * Ids as clients see them: padded standard base64 of {@code Type:number}.
 *
 * <p>Clients turn artifact ids to hex and back, decode {@code User:<digits>} and re-pad view ids, so the text must be
 * canonical.
 */
public record GlobalId(String type, long number) {

    public static String encode(String type, long number) {
        return Base64.getEncoder().encodeToString((type + ":" + number).getBytes(UTF_8));
    }

    /** The number inside {@code id} if it is an id of {@code type}; empty for anything else, also for malformed text. */
    public static OptionalLong decode(String type, String id) {
        GlobalId parsed = parse(id);
        return parsed != null && parsed.type.equals(type) ? OptionalLong.of(parsed.number) : OptionalLong.empty();
    }

    /** Decodes or refuses with NOT_FOUND, naming the kind of thing that was asked for. */
    public static long require(String type, String id) {
        return decode(type, id).orElseThrow(() -> Fault.notFound("No such " + type.toLowerCase(java.util.Locale.ROOT)));
    }

    /** Null when {@code id} is not a global id. Accepts ids whose padding was cut off, as report links have them. */
    public static GlobalId parse(String id) {
        if (id == null || id.length() > 200) {
            return null;
        }
        String text;
        try {
            text = new String(Base64.getDecoder().decode(id), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            return null;
        }
        try {
            return new GlobalId(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    @Override
    public String toString() {
        return encode(type, number);
    }
}
