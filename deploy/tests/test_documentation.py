"""Each command of docs/ is run by a test, or it is said why none can; its files are what the tools take."""
from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from tools_of_tests import CHART, REPOSITORY, program, run

PAGES = REPOSITORY / "docs"
OPERATOR = REPOSITORY / "deploy" / "helm" / "selvedge-operator"

#: How a command begins -> the file of the test that runs it, or in brackets why none does here.
RUN_BY = {
    "get-started/laptop.md": {
        "./selvedge up": "e2e/harness/server.py",
        "pip install wandb": "e2e/python/venvs.sh",
        "wandb login --relogin": "e2e/python/test_login.py",
        "python train.py": "e2e/python/test_programs.py",
        "./selvedge admin create": "e2e/harness/server.py",
        "./selvedge wheel": "e2e/python/test_wheel.py",
        "pip install selvedge_server-": "e2e/python/test_wheel.py",
        "selvedge up": "e2e/python/test_wheel.py",
    },
    "get-started/virtual-machine.md": {
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
    "get-started/kubernetes.md": {
        "helm install wandb deploy/helm/selvedge --set profile=poc": "deploy/tests/test_documentation.py",
        "kubectl port-forward": "(needs containers)",
        "wandb login --relogin": "e2e/python/test_login.py",
        "helm install wandb deploy/helm/selvedge --namespace ml": "deploy/tests/test_documentation.py",
    },
    "get-started/operator.md": {
        "helm install selvedge deploy/helm/selvedge-operator": "deploy/tests/test_documentation.py",
        "$ kubectl get selvedge": "operator/src/test/java/dev/selvedge/operator/api/CrdTest.java",
        "java -jar selvedge-operator.jar import": "operator/src/test/java/dev/selvedge/operator/importing/ImporterTest.java",
    },
    "get-started/air-gap.md": {
        "./selvedge build && tools/image/build.sh": "tools/image/check.sh",
        "tools/bundle/bundle.py create": "deploy/tests/test_bundle.py",
        "python3 bundle.py verify": "deploy/tests/test_bundle.py",
        "REGISTRY_AUTH=user:password python3 bundle.py push": "deploy/tests/test_bundle.py",
        "helm install selvedge charts/": "deploy/tests/test_bundle.py",
    },
    "get-started/terraform.md": {
        "export TF_VAR_database_master_password": "deploy/tests/test_documentation.py",
        "cd deploy/terraform/aws/examples/standard": "deploy/tests/test_documentation.py",
        "terraform init && terraform plan": "(needs an account of the cloud; validated and tested with mocks by test_terraform.py)",
        "terraform apply plan": "(needs an account of the cloud)",
        "terraform output -raw helm_values": "deploy/tests/test_documentation.py",
        "helm install selvedge ../../../../helm/selvedge": "deploy/tests/test_documentation.py",
        "cd ../../app": "deploy/tests/test_documentation.py",
    },
    "how-to/moving-from-wandb.md": {
        "export WANDB_BASE_URL": "e2e/harness/clients.py",
        "export WANDB_API_KEY": "e2e/harness/clients.py",
        "python train.py": "e2e/python/test_programs.py",
        "wandb sync --include-synced": "e2e/python/test_runs_lifecycle.py",
        "export OLD_KEY": "e2e/python/test_moving.py",
        "python tools/move/move.py": "e2e/python/test_moving.py",
    },
    "how-to/disaster-recovery.md": {
        "selvedge backup list": "server/src/test/java/dev/selvedge/server/SetBackupTest.java",
        "selvedge restore newest": "e2e/replicas/test_backup_sets.py",
        "selvedge fsck": "e2e/python/test_backup.py",
    },
    "how-to/launch.md": {
        "pip install \"wandb[launch]\"": "e2e/python/venvs.sh",
        "wandb job create": "e2e/python/test_launch.py",
        "wandb launch-agent": "e2e/python/test_launch.py",
        "wandb launch --job": "e2e/python/scripts/launch_queue.py",
        "wandb launch-sweep": "e2e/python/test_launch.py",
    },
    "how-to/production-backends.md": {
        "SELVEDGE_": "e2e/replicas/installation.py",
        "MYSQL=": "e2e/replicas/installation.py",
        "REDIS=": "e2e/replicas/installation.py",
        "BUCKET=": "e2e/replicas/installation.py",
        "./selvedge up": "e2e/harness/server.py",
        "export SELVEDGE_PREVIOUS": "e2e/replicas/previous.sh",
        "e2e/python/run.sh python/test_upgrade.py": "e2e/python/test_upgrade.py",
        "curl -u api:$KEY -X PUT $HOST/admin/v1/teams/": "e2e/python/test_team_buckets.py",
    },
    "reference/backup.md": {
        "./selvedge backup create": "e2e/python/test_backup.py",
        "./selvedge backup list": "e2e/python/test_backup.py",
        "./selvedge backup drill": "e2e/python/test_backup.py",
        "./selvedge backup prune": "e2e/python/test_backup.py",
        "./selvedge restore": "e2e/python/test_backup.py",
        "./selvedge fsck": "e2e/python/test_backup.py",
        "17 3 * * *": "(runs at night; its two commands are above)",
        "SELVEDGE_BACKUP_": "e2e/replicas/test_backup_sets.py",
        "selvedge backup create": "e2e/replicas/test_backup_sets.py",
        "selvedge backup list": "server/src/test/java/dev/selvedge/server/SetBackupTest.java",
        "selvedge backup verify": "server/src/test/java/dev/selvedge/server/SetBackupTest.java",
        "selvedge backup drill": "e2e/replicas/test_backup_sets.py",
        "selvedge backup prune": "server/src/test/java/dev/selvedge/server/SetBackupTest.java",
        "selvedge restore": "e2e/replicas/test_backup_sets.py",
    },
    "reference/administration.md": {
        "curl -u api:$KEY \"$HOST/admin/audit_logs?": "server/src/test/java/dev/selvedge/server/people/AuditLogTest.java",
    },
    "reference/conformance.md": {
        "e2e/conformance/run.sh --wandb-version": "(needs W&B's own system tests, which are no part of this repository)",
    },
    "reference/history-files.md": {
        "curl -u api:$KEY -o runs.parquet": "e2e/python/test_history_files.py",
        "duckdb -c": "(another program; its file is read by pyarrow in e2e/python/test_history_files.py)",
    },
    "reference/image.md": {
        "./selvedge build && tools/image/build.sh": "tools/image/check.sh",
        "SELVEDGE_IMAGE=operator": "tools/image/build.sh",
        "tools/image/check.sh": "tools/image/check.sh",
        "SELVEDGE_IMAGE_ARCH=arm64": "tools/image/build.sh",
        "SELVEDGE_QEMU=": "tools/image/check.sh",
    },
}


#: Commands in the middle of sentences, of docs/ and of the pages beside it: the test that runs each, and the word it is found by.
SPOKEN = {
    "up": ("e2e/harness/server.py", '"up"'),
    "admin create": ("e2e/harness/server.py", '"admin", "create"'),
    "migrate": ("e2e/python/test_commands.py", '"migrate"'),
    "backup": ("e2e/python/test_backup.py", '"backup"'),
    "backup create": ("e2e/python/test_backup.py", '"create"'),
    "restore": ("e2e/python/test_backup.py", '"restore"'),
    "fsck": ("e2e/python/test_backup.py", '"fsck"'),
    "doctor": ("e2e/replicas/test_private_authorities.py", '"doctor"'),
    "doctor mysql": ("e2e/replicas/test_private_authorities.py", '"mysql"'),
    "doctor redis": ("e2e/replicas/test_private_authorities.py", '"redis"'),
    "doctor bucket": ("e2e/replicas/test_private_authorities.py", '"bucket"'),
    "doctor bucket --set-cors": ("e2e/browser/bucket.sh", "doctor bucket --set-cors"),
    "doctor ingress": ("e2e/python/test_edge.py", '"doctor", "ingress"'),
    "doctor clock": ("e2e/replicas/test_private_authorities.py", 'doctor(links, "clock")'),
    "doctor disk": ("e2e/python/test_commands.py", '"doctor", "disk"'),
    "doctor sizing": ("e2e/python/test_commands.py", '"doctor", "sizing"'),
    "wheel": ("e2e/python/test_wheel.py", "wheel"),
    "test": ("selvedge", "test)"),
    "test java": ("selvedge", "java"),
    "format": ("selvedge", "format)"),
}


def spoken() -> set[str]:
    """`selvedge doctor mysql`; what stands for a name or a folder is left out."""
    pages = [*PAGES.rglob("*.md"), *REPOSITORY.glob("*.md")]
    found = {each for page in pages for each in re.findall(r"`(?:\./)?selvedge ([a-z][^`\n]*)`", page.read_text())}
    parts = {f"doctor {part}" for part in re.findall(r"^\| `(\w+)` \|", (PAGES / "reference/operations.md").read_text().split("## Doctor")[1].split("## Logs")[0], re.MULTILINE)}
    known = sorted(SPOKEN, key=len, reverse=True)
    return {next((each for each in known if command == each or command.startswith(each + " ")), command) for command in found | parts}


def test_each_command_in_a_sentence_has_a_test_that_runs_it():
    assert spoken() == set(SPOKEN), spoken() ^ set(SPOKEN)
    for command, (test, word) in SPOKEN.items():
        assert word in (REPOSITORY / test).read_text(), command


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


@pytest.mark.parametrize("page", sorted({*(str(file.relative_to(PAGES)) for file in PAGES.glob("[!f]*/*.md")), *RUN_BY}))
def test_each_command_has_a_test_that_runs_it(page):
    known = RUN_BY.get(page, {})
    for command in commands(page):
        assert any(command.startswith(each) for each in known), f"no test runs this: {command}"
    for each, test in known.items():
        assert any(command.startswith(each) for command in commands(page)), f"{page} does not say {each} any more"
        assert test.startswith("(") or (REPOSITORY / test).exists(), test


PROOFS = re.findall(r"^\| (S\d+) \|.*\| (.*) \|$", (PAGES / "reference/reference-architecture.md").read_text(), re.MULTILINE)


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    listed = run("git", "-C", str(REPOSITORY), "ls-files")
    if listed.returncode != 0:
        pytest.skip("not a working copy of git")
    files = [each for each in listed.stdout.splitlines() if (REPOSITORY / each).exists()]
    return {each: (REPOSITORY / each).read_text(errors="ignore") if each.endswith((".java", ".py", ".hcl")) else "" for each in files}


def proves(name: str, sources: dict[str, str]) -> int:
    """How many tests have that name, as the column of proofs writes it."""
    if re.fullmatch(r"([A-Z]\w+Test|ForbiddenSql)(\.\w+)?", name):
        of, _, method = name.partition(".")
        return sum(file.endswith(f"/{of}.java") and f"void {method}(" in text if method else file.endswith(f"/{of}.java")
                   for file, text in sources.items())
    if "/" in name or name.endswith((".py", ".sh", ".hcl")):
        return sum(file.endswith(name) or file.startswith(name + "/") for file in sources)
    if name.startswith("test_"):
        return sum(f"def {name}(" in text for text in sources.values())
    return sum(f'run "{name}"' in text or f"void {name}(" in text for text in sources.values()) + sum(
        re.fullmatch(rf"deploy/tests/golden/{re.escape(name).replace(re.escape('*'), '.*')}.yaml", file) is not None for file in sources)


def test_the_reference_architecture_has_a_proof_of_each_row():
    assert [row for row, _ in PROOFS] == [f"S{number}" for number in range(1, 27)]


@pytest.mark.parametrize("row,said", PROOFS, ids=[row for row, _ in PROOFS])
def test_each_proof_of_the_reference_architecture_is_there(row, said, sources):
    if row == "S25":
        assert said == "as S23"
        return
    # a condition and a setting are no tests
    names = [name for name in re.findall(r"`([^`]+)`", said) if name not in {"IngressReady", "DNSResolved", "StorageReady"} and "=" not in name]
    assert names, "no proof"
    for name in names:
        clouds = 3 if re.search(rf"`{re.escape(name)}`[^`]*\(three clouds", said) else 1
        assert proves(name, sources) >= clouds, name


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
    assert kinds(helm(command("get-started/kubernetes.md", "helm install wandb deploy/helm/selvedge --set"))).count("PersistentVolumeClaim") == 1


def test_the_values_of_the_chart_render(tmp_path):
    values = tmp_path / "values.yaml"
    values.write_text(blocks("get-started/kubernetes.md", "yaml")[0])
    line = command("get-started/kubernetes.md", "helm install wandb deploy/helm/selvedge --namespace").replace("values.yaml", str(values))
    made = kinds(helm(line))
    assert made.count("Deployment") == 2 and "Ingress" in made


def test_the_operator_renders_as_it_is_installed():
    assert "Deployment" in kinds(helm(command("get-started/operator.md", "helm install")))
    assert "ClusterRole" not in kinds(helm(command("get-started/operator.md", "helm install"), "--set", "namespaces={ml,lab}"))
    assert "CustomResourceDefinition" not in kinds(helm(command("get-started/operator.md", "helm install"), "--set", "crds.install=false"))


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
    shown = [each for block in blocks("get-started/operator.md", "yaml") for each in yaml.safe_load_all(block)]
    assert len(shown) == 4
    for each in shown:
        # a fragment belongs to the resource before it
        kind = each.get("kind", "Selvedge")
        assert unknown_fields(each["spec"], schemas[kind], kind) == []


CLOUDS = ["aws", "google", "azurerm"]


@pytest.mark.parametrize("cloud", CLOUDS)
def test_what_is_said_of_a_cloud_fits_its_example(cloud):
    """Nobody applies it here; but each folder, output, variable and Secret that is named is there."""
    root = REPOSITORY / "deploy" / "terraform" / cloud
    example = root / "examples" / "standard"
    readme = "\n".join(re.findall(r"^```\n(.*?)^```$", (root / "README.md").read_text(), re.DOTALL | re.MULTILINE))
    page = "\n".join(commands("get-started/terraform.md"))
    assert f"| [{'AWS' if cloud == 'aws' else 'Google Cloud' if cloud == 'google' else 'Azure'}](../../deploy/terraform/{cloud}/README.md)" in \
        (PAGES / "get-started/terraform.md").read_text()
    told = (example / "main.tf").read_text()
    outputs = (root / "infra" / "outputs.tf").read_text()
    for name in re.findall(r"terraform output -raw (\w+)", readme + page):
        assert f'output "{name}"' in told, name
    for name in re.findall(r"\$?TF_VAR_(\w+)", readme + page):
        assert f'variable "{name}"' in told, name
    for name, key in re.findall(r"create secret generic (\S+) --from-literal=(\w+)=", readme):
        assert f'"{name}"' in outputs and f'"{key}"' in outputs, name
    for name in re.findall(r"create secret tls (\S+)", readme):
        assert f'secretName = "{name}"' in outputs, name
    for chart in re.findall(r"helm install \S+ (\S+)", readme + page):
        assert (example / chart / "Chart.yaml").is_file() or chart.startswith("<"), chart
    assert "cd ../../app " in readme and (example / "../../app/main.tf").is_file()


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
    line = command("get-started/virtual-machine.md", "sudo -u selvedge java").removeprefix("sudo -u selvedge ")
    line = line.replace("/opt/selvedge", str(machine / "opt/selvedge")).replace("/var/lib/selvedge", str(machine / "data"))
    done = run(*line.split())
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"[\w-]{40,}", done.stdout.strip())
