"""Each command of docs/get-started is run by a test, or it is said why none can; its files are what the tools take."""
from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from tools_of_tests import CHART, REPOSITORY, program, run

PAGES = REPOSITORY / "docs" / "get-started"
OPERATOR = REPOSITORY / "deploy" / "helm" / "selvedge-operator"

#: How a command begins -> the file of the test that runs it, or in brackets why none does here.
RUN_BY = {
    "laptop.md": {
        "./selvedge up": "e2e/harness/server.py",
        "pip install wandb": "e2e/python/venvs.sh",
        "wandb login --relogin": "e2e/python/test_login.py",
        "python train.py": "e2e/python/test_programs.py",
        "./selvedge admin create": "e2e/harness/server.py",
        "./selvedge wheel": "e2e/python/test_wheel.py",
        "pip install selvedge_server-": "e2e/python/test_wheel.py",
        "selvedge up": "e2e/python/test_wheel.py",
    },
    "virtual-machine.md": {
        "./selvedge build && tools/debian/build.sh": "deploy/tests/test_debian.py",
        "sudo apt-get install ./selvedge_": "(changes the machine)",
        "sudo -u selvedge selvedge admin create": "deploy/tests/test_debian.py",
        "./selvedge build": "e2e/offline/run.sh",
        "sudo mkdir": "(changes the machine)",
        "sudo cp -r server/target/dist/": "deploy/tests/test_documentation.py",
        "sudo useradd": "(changes the machine)",
        "sudo cp deploy/systemd/selvedge.service": "deploy/tests/test_documentation.py",
        "printf 'SELVEDGE_HOST": "deploy/tests/test_documentation.py",
        "sudo systemctl": "(needs systemd as the first process)",
        "sudo -u selvedge java -jar": "deploy/tests/test_documentation.py",
    },
    "kubernetes.md": {
        "helm install wandb deploy/helm/selvedge --set profile=poc": "deploy/tests/test_documentation.py",
        "kubectl port-forward": "(needs containers)",
        "wandb login --relogin": "e2e/python/test_login.py",
        "helm install wandb deploy/helm/selvedge --namespace ml": "deploy/tests/test_documentation.py",
    },
    "operator.md": {
        "helm install selvedge deploy/helm/selvedge-operator": "deploy/tests/test_documentation.py",
        "$ kubectl get selvedge": "operator/src/test/java/dev/selvedge/operator/api/CrdTest.java",
        "java -jar selvedge-operator.jar import": "operator/src/test/java/dev/selvedge/operator/importing/ImporterTest.java",
    },
    "air-gap.md": {
        "./selvedge build && tools/image/build.sh": "tools/image/check.sh",
        "tools/bundle/bundle.py create": "deploy/tests/test_bundle.py",
        "python3 bundle.py verify": "deploy/tests/test_bundle.py",
        "REGISTRY_AUTH=user:password python3 bundle.py push": "deploy/tests/test_bundle.py",
        "helm install selvedge charts/": "deploy/tests/test_bundle.py",
    },
}


def blocks(page: str, language: str) -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", (PAGES / page).read_text(), re.DOTALL | re.MULTILINE)
    return [text for written, text in found if written == language]


def commands(page: str) -> list[str]:
    """Lines of blocks without a language; what a command prints, and the rest of one that goes over several lines, is none."""
    found = []
    for block in blocks(page, ""):
        transcript = block.startswith("$ ")
        for line in re.sub(r" \\\n *", " ", block).splitlines():
            if line.strip() and (line.startswith("$ ") or not transcript):
                found.append(line)
    return found


@pytest.mark.parametrize("page", sorted(file.name for file in PAGES.glob("*.md")))
def test_each_command_has_a_test_that_runs_it(page):
    known = RUN_BY[page]
    for command in commands(page):
        assert any(command.startswith(each) for each in known), f"no test runs this: {command}"
    for each, test in known.items():
        assert any(command.startswith(each) for command in commands(page)), f"{page} does not say {each} any more"
        assert test.startswith("(") or (REPOSITORY / test).exists(), test


def helm(words: str, *more: str):
    """`helm install NAME CHART …` of the documentation, rendered instead of installed."""
    install = words.replace("helm install", "template", 1).replace("--create-namespace", "").split()
    install = [str(REPOSITORY / each) if each.startswith("deploy/") else each for each in install]
    return run(program("helm"), *install, "--kube-version", "1.29.0", *more)


def command(page: str, start: str) -> str:
    return next(each for each in commands(page) if each.startswith(start))


def kinds(done) -> list[str]:
    assert done.returncode == 0, done.stderr
    return [each["kind"] for each in yaml.safe_load_all(done.stdout) if each]


def test_the_trial_of_the_chart_renders():
    assert kinds(helm(command("kubernetes.md", "helm install wandb deploy/helm/selvedge --set"))).count("PersistentVolumeClaim") == 1


def test_the_values_of_the_chart_render(tmp_path):
    values = tmp_path / "values.yaml"
    values.write_text(blocks("kubernetes.md", "yaml")[0])
    line = command("kubernetes.md", "helm install wandb deploy/helm/selvedge --namespace").replace("values.yaml", str(values))
    made = kinds(helm(line))
    assert made.count("Deployment") == 2 and "Ingress" in made


def test_the_operator_renders_as_it_is_installed():
    assert "Deployment" in kinds(helm(command("operator.md", "helm install")))
    assert "ClusterRole" not in kinds(helm(command("operator.md", "helm install"), "--set", "namespaces={ml,lab}"))
    assert "CustomResourceDefinition" not in kinds(helm(command("operator.md", "helm install"), "--set", "crds.install=false"))


def unknown_fields(value, schema: dict, path: str = "") -> list[str]:
    """Fields that a kind does not have: the API server would drop them without a word."""
    if isinstance(value, list):
        return [each for item in value for each in unknown_fields(item, schema.get("items", {}), path + "[]")]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    known = schema["properties"]
    return [f"{path}.{key}" for key in value if key not in known] + [
        each for key, item in value.items() if key in known for each in unknown_fields(item, known[key], f"{path}.{key}")]


def test_the_resources_of_the_operator_have_the_fields_that_are_shown():
    schemas = {}
    for file in (OPERATOR / "files" / "crds").glob("*.yaml"):
        definition = yaml.safe_load(file.read_text())
        schemas[definition["spec"]["names"]["kind"]] = definition["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"]
    shown = [each for block in blocks("operator.md", "yaml") for each in yaml.safe_load_all(block)]
    assert len(shown) == 4
    for each in shown:
        # a fragment belongs to the resource before it
        kind = each.get("kind", "Selvedge")
        assert unknown_fields(each["spec"], schemas[kind], kind) == []


@pytest.fixture
def machine(tmp_path) -> Path:
    """The folders of docs/get-started/virtual-machine.md below another root."""
    dist = REPOSITORY / "server" / "target" / "dist"
    if not dist.exists():
        pytest.skip("the server is not built (./selvedge build)")
    (tmp_path / "opt").mkdir()
    shutil.copytree(dist, tmp_path / "opt" / "selvedge")
    return tmp_path


def test_the_unit_starts_what_was_copied(machine):
    unit = (REPOSITORY / "deploy" / "systemd" / "selvedge.service").read_text()
    start = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE).group(1)
    assert " -jar /opt/selvedge/selvedge.jar up --data-dir /var/lib/selvedge " in start
    line = start.replace("/opt/selvedge", str(machine / "opt/selvedge")).replace("up --data-dir /var/lib/selvedge", "--version")
    done = run(*re.sub(r" --bind \S+ --port \d+", "", line).split())
    assert done.returncode == 0, done.stderr


def test_systemd_takes_the_unit(tmp_path):
    unit = tmp_path / "selvedge.service"
    unit.write_text((REPOSITORY / "deploy" / "systemd" / "selvedge.service").read_text())
    done = run(program("systemd-analyze"), "verify", "--man=no", str(unit))
    # the user is made by a command of the page
    said = [line for line in done.stderr.splitlines() if "selvedge.service" in line and "User" not in line]
    assert said == [], done.stderr


def test_an_administrator_is_made_on_the_machine(machine):
    line = command("virtual-machine.md", "sudo -u selvedge java").removeprefix("sudo -u selvedge ")
    line = line.replace("/opt/selvedge", str(machine / "opt/selvedge")).replace("/var/lib/selvedge", str(machine / "data"))
    done = run(*line.split())
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"[\w-]{40,}", done.stdout.strip())
