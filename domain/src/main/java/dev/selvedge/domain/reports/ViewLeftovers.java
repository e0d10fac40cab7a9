package dev.selvedge.domain.reports;

/** What goes when its view goes. */
public interface ViewLeftovers {

    void removeAll(ViewId view);
}
