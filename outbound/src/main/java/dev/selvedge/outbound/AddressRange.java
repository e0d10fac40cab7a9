package dev.selvedge.outbound;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A network in CIDR notation. */
record AddressRange(byte[] network, int bits) {

    static List<AddressRange> parse(List<String> texts) {
        return texts.stream().map(text -> of(text).orElseThrow()).toList();
    }

    /** Empty for anything but an address with a number of bits behind a slash. */
    static Optional<AddressRange> of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            byte[] network = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            int bits = Integer.parseInt(text.substring(slash + 1));
            return bits >= 0 && bits <= network.length * 8
                    ? Optional.of(new AddressRange(network, bits))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean has(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        int rest = network.length * 8 - bits;
        return new BigInteger(1, bytes).shiftRight(rest).equals(new BigInteger(1, network).shiftRight(rest));
    }
}
