package dev.selvedge.server.cli;

import picocli.CommandLine.IVersionProvider;

/** The version written into the jar by the build. */
public final class Version implements IVersionProvider {

    public static String text() {
        String built = Main.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"selvedge " + text()};
    }
}
