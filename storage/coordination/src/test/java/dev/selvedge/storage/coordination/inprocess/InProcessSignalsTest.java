package dev.selvedge.storage.coordination.inprocess;

import dev.selvedge.platform.Signals;
import dev.selvedge.storage.contract.coordination.SignalsContract;

class InProcessSignalsTest extends SignalsContract {

    private final Signals signals = new InProcessSignals();

    @Override
    protected Signals server() {
        return signals;
    }

    @Override
    protected Signals otherServer() {
        return signals;
    }
}
