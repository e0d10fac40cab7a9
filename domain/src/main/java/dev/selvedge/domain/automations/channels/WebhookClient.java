package dev.selvedge.domain.automations.channels;

import java.net.URI;
import java.util.Map;

/** Posts JSON to addresses that users chose, and to none inside that the operator has not opened. */
public interface WebhookClient {

    /** Ends within seconds, whatever the receiver does. */
    Sent post(URI address, Map<String, String> headers, byte[] json);
}
