"""The launchers start Java alike: each flag that one of them has and another has not is named here, with its reason."""
from __future__ import annotations

import re

import pytest

from tools_of_tests import REPOSITORY

FLAG = r"(-XX:[\w+]+(?:=\d+)?|--enable-native-access=[\w-]+)(?![\w$/=])"

#: Where the flags of a server stand: the file, and the text that begins them.
LAUNCHERS = {
    "command": ("selvedge", r"jvm_flags=\((.*?)\)"),
    "wheel": ("tools/wheel/selvedge_server/__main__.py", r"FLAGS = \[(.*?)\]"),
    "unit": ("deploy/systemd/selvedge.service", r"ExecStart=(.*?) -jar"),
    "image": ("tools/image/build.sh", r'\nflags="(.*?)"'),
}

#: Only where somebody starts a server again that ended for want of memory.
SUPERVISED = "-XX:+ExitOnOutOfMemoryError"
#: Of an image, JDK_JAVA_OPTIONS says it: a pod has a limit.
SHARE = "-XX:MaxRAMPercentage=60"

#: What a cache of loaded classes brings along.
CACHED = {
    "command": ("selvedge", r"if aot_fits; then(.*?)fi"),
    "wheel": ("tools/wheel/selvedge_server/aot.py", r"LATER = \[(.*?)\]"),
    "image": ("tools/image/build.sh", r"(?s)aot=\"(.*?)-XX:AOTCache="),
}


def flags(file: str, begin: str) -> set[str]:
    return set(re.findall(FLAG, re.search(begin, (REPOSITORY / file).read_text(), re.DOTALL)[1]))


@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_a_server_is_started_with_the_same_flags(launcher):
    expected = flags(*LAUNCHERS["command"])
    assert SHARE in expected and len(expected) >= 5
    if launcher in ("unit", "image"):
        expected |= {SUPERVISED}
    if launcher == "image":
        expected -= {SHARE}
    assert flags(*LAUNCHERS[launcher]) == expected


@pytest.mark.parametrize("launcher", CACHED)
def test_a_cache_brings_the_same_flags(launcher):
    expected = flags(*CACHED["command"])
    assert len(expected) == 8
    assert flags(*CACHED[launcher]) == expected
