package dev.selvedge.storage.coordination.inprocess;

import dev.selvedge.platform.Tally;
import dev.selvedge.storage.contract.coordination.TallyContract;

class InProcessTallyTest extends TallyContract {

    private final Tally tally = new InProcessTally();

    @Override
    protected Tally server() {
        return tally;
    }

    @Override
    protected Tally otherServer() {
        return tally;
    }
}
