"""The Terraform modules: formatted, every cell of the reference architecture's tables, each cloud against its provider's schema with mocks."""
from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
import yaml

from tools_of_tests import CACHE, REPOSITORY, program, run, template

TERRAFORM = REPOSITORY / "deploy" / "terraform"
#: Where `terraform providers mirror` put providers; without one, init asks the registry.
MIRROR = Path(os.environ.get("SELVEDGE_TERRAFORM_PLUGINS", "/opt/tf-plugins"))
#: Providers that have the schema of the others and do nothing (tools/terraform-schema/build.sh).
SCHEMAS = CACHE / "terraform-schema-1"


def terraform(*words: str, cwd: Path, timeout: int = 1500):
    import subprocess
    environment = {k: v for k, v in os.environ.items() if k != "TF_CLI_CONFIG_FILE"}
    return subprocess.run([program("terraform"), *words], cwd=cwd, capture_output=True, text=True, timeout=timeout, env=environment)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Init writes into the folder it is run in."""
    target = tmp_path_factory.mktemp("terraform") / "terraform"
    shutil.copytree(TERRAFORM, target, ignore=shutil.ignore_patterns(".terraform*"))
    return target


def test_everything_is_formatted():
    done = run(program("terraform"), "fmt", "-check", "-recursive", "-diff", str(TERRAFORM))
    assert done.returncode == 0, done.stdout


FOLDERS = sorted({str(file.parent.relative_to(TERRAFORM)) for file in TERRAFORM.rglob("*.tf")})


@pytest.mark.parametrize("folder", FOLDERS)
def test_versions_are_named_and_nothing_is_declared_for_nobody(folder):
    """The most of what tflint asks, where there is none: versions, types, no declaration without use."""
    text = "\n".join(file.read_text() for file in (TERRAFORM / folder).glob("*.tf"))
    unused = re.findall(r'# tflint-ignore: terraform_unused_declarations\nvariable "(\w+)"', text)
    code = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    assert "required_version" in code
    for name in set(re.findall(r'^(?:resource|data) "([a-z]+)_|^provider "(\w+)"', code, re.MULTILINE)):
        assert re.search(rf"required_providers \{{[^}}]*\b{max(name)} *=", code), max(name)
    for name, body in re.findall(r'^variable "(\w+)" \{(.*?\}|.*?\n\})$', code, re.MULTILINE | re.DOTALL):
        assert re.search(r"\btype *=", body), f"{name} has no type"
        assert name in unused or re.search(rf"\bvar\.{name}\b", code), f"nobody uses var.{name}"
    for block in re.findall(r"^locals \{(.*?)^\}", code, re.MULTILINE | re.DOTALL):
        for name in re.findall(r"^  (\w+) *=", block, re.MULTILINE):
            assert re.search(rf"\blocal\.{name}\b", code), f"nobody uses local.{name}"
    for kind, name in re.findall(r'^data "(\w+)" "(\w+)"', code, re.MULTILINE):
        assert f"data.{kind}.{name}" in code, f"nobody uses {kind}.{name}"


#: Rules that ask for a form of files and for a text at each declaration; what is not plain from a name has one.
TFLINT = """plugin "terraform" {
  enabled = true
  preset  = "all"
}
rule "terraform_documented_outputs" { enabled = false }
rule "terraform_documented_variables" { enabled = false }
rule "terraform_standard_module_structure" { enabled = false }
"""


def tflint(folder: Path, settings: Path):
    settings.write_text(TFLINT)
    return run(program("tflint"), "--recursive", f"--config={settings}", "--format=compact", cwd=folder)


def test_tflint_finds_nothing(copy, tmp_path):
    done = tflint(copy, tmp_path / "tflint.hcl")
    assert done.returncode == 0, done.stdout + done.stderr


def test_tflint_would_find_something(copy, tmp_path):
    folder = shutil.copytree(copy / "modules", tmp_path / "modules")
    with open(folder / "sizes" / "main.tf", "a") as file:
        file.write('\nlocals {\n  nobodys = 1\n}\n')
    done = tflint(folder, tmp_path / "tflint.hcl")
    assert done.returncode == 2 and "terraform_unused_declarations" in done.stdout, done.stdout + done.stderr


def test_sizes_are_those_of_the_reference_architecture(copy):
    folder = copy / "modules" / "sizes"
    assert terraform("init", "-input=false", cwd=folder).returncode == 0
    done = terraform("test", "-no-color", cwd=folder)
    assert done.returncode == 0 and "20 passed, 0 failed" in done.stdout, done.stdout


def table() -> dict[tuple[str, str], dict]:
    """The table of docs/reference/reference-architecture.md, by products and size."""
    text = (REPOSITORY / "docs" / "reference" / "reference-architecture.md").read_text()
    rows = re.findall(r"^\| (models|weave|both) \| (dev|prod) \| (.*) \| (.*) \| (.*) \| (.*) \| (.*) \|$", text, re.MULTILINE)
    return {
        (products, size): {
            "needs": [int(each) for each in f"{node} / {database}".split(" / ")],
            "machines": {cloud: machines.split(", ") for cloud, machines in zip(CLOUDS, clouds)},
        } for products, size, node, database, *clouds in rows}


CLOUDS = ["aws", "google", "azurerm"]
CELLS = sorted(table())


def test_each_cell_of_the_documentation_is_what_the_module_gives(copy):
    """18 combinations, 8 cells each."""
    assert len(CELLS) == 6
    folder = copy / "cells"
    folder.mkdir()
    names = ["node_cpu", "node_memory_gb", "node_disk_gb", "database_cpu", "database_memory_gb", "database_disk_gb", "node_machine", "database_machine"]
    (folder / "main.tf").write_text("".join(f"""
module "{cloud}_{size}_{products}" {{
  source   = "../modules/sizes"
  cloud    = "{cloud}"
  size     = "{size}"
  products = "{products}"
}}
output "{cloud}_{size}_{products}" {{ value = [{", ".join(f"module.{cloud}_{size}_{products}.{name}" for name in names)}] }}
""" for cloud in CLOUDS for products, size in CELLS))
    assert terraform("init", "-input=false", cwd=folder).returncode == 0
    done = terraform("apply", "-auto-approve", "-input=false", "-no-color", cwd=folder)
    assert done.returncode == 0, done.stderr
    given = {name: each["value"] for name, each in json.loads(terraform("output", "-json", cwd=folder).stdout).items()}
    assert given == {f"{cloud}_{size}_{products}": said["needs"] + said["machines"][cloud]
                     for (products, size), said in table().items() for cloud in CLOUDS}


#: Where a cloud's root says its machines and disks; Aurora has no disk of a size.
WHERE = {
    "aws": ["aws_eks_node_group.this[0].instance_types[0]", "aws_launch_template.node[0].block_device_mappings[0].ebs[0].volume_size",
            "aws_rds_cluster_instance.this[0].instance_class", None],
    "google": ["google_container_node_pool.this[0].node_config[0].machine_type", "google_container_node_pool.this[0].node_config[0].disk_size_gb",
               "google_sql_database_instance.this.settings[0].tier", "google_sql_database_instance.this.settings[0].disk_size"],
    "azurerm": ["azurerm_kubernetes_cluster.this[0].default_node_pool[0].vm_size", "azurerm_kubernetes_cluster.this[0].default_node_pool[0].os_disk_size_gb",
                "azurerm_mysql_flexible_server.this.sku_name", "azurerm_mysql_flexible_server.this.storage[0].size_gb"],
}


@pytest.fixture
def options(request, cloud):
    return request.getfixturevalue("aws" if cloud == "aws" else "schemas")


@pytest.mark.parametrize("cloud", CLOUDS)
def test_each_cell_of_the_documentation_is_what_a_cloud_makes(copy, cloud, options):
    folder = shutil.copytree(copy / cloud / "infra", copy / cloud / "cells", ignore=shutil.ignore_patterns(".terraform*"))
    file = folder / "tests" / "infra.tftest.hcl"
    runs = ""
    for (products, size), said in table().items():
        cells = [said["machines"][cloud][0], said["needs"][2], said["machines"][cloud][1], said["needs"][5]]
        holds = " && ".join(f"{where} == {json.dumps(cell)}" for where, cell in zip(WHERE[cloud], cells) if where)
        runs += f"""
run "{products}_{size}" {{
  command = apply
  variables {{
    products = "{products}"
    size     = "{size}"
  }}
  assert {{
    condition     = {holds}
    error_message = "other cells than {json.dumps(cells).replace('"', "'")}"
  }}
}}
"""
    # the mocks and variables of the root's own tests
    file.write_text(re.split(r"^run ", file.read_text(), maxsplit=1, flags=re.MULTILINE)[0] + runs)
    assert terraform("init", *options, cwd=folder).returncode == 0
    done = terraform("test", "-no-color", cwd=folder)
    assert done.returncode == 0 and "6 passed, 0 failed" in done.stdout, done.stdout[-4000:]
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def aws():
    if not (MIRROR / "registry.terraform.io" / "hashicorp" / "aws").exists():
        pytest.skip(f"no AWS provider in {MIRROR} (SELVEDGE_TERRAFORM_PLUGINS)")
    return ["-input=false", f"-plugin-dir={MIRROR}"]


@pytest.fixture(scope="module")
def schemas():
    """Made anew from the packages in the cache: the schema holds what the modules use now."""
    if not (SCHEMAS / "stub").exists():
        pytest.skip("no schemas of google and azurerm in the cache (tools/terraform-schema/build.sh)")
    done = run("bash", str(REPOSITORY / "tools" / "terraform-schema" / "build.sh"))
    assert done.returncode == 0, done.stderr
    return ["-input=false", f"-plugin-dir={SCHEMAS}"]


@pytest.mark.parametrize("cloud", CLOUDS)
def test_infra_is_what_the_reference_architecture_asks(copy, cloud, options):
    """And what it hands to the chart, the chart takes, in each shape that the tests of the root make."""
    folder = copy / cloud / "infra"
    done = terraform("init", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    done = terraform("test", "-no-color", "-json", "-verbose", cwd=folder)
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert done.returncode == 0, [each["@message"] + json.dumps(each.get("diagnostic", "")) for each in told if each["@level"] == "error"]
    values = {each["test_state"]["outputs"]["helm_values"]["value"]: each["@testrun"] for each in told if each["type"] == "test_state"}
    assert len(values) >= 4
    for text, made in values.items():
        file = copy / f"{cloud}.yaml"
        file.write_text(text)
        done = template("--values", str(file), "--namespace", "selvedge")
        assert done.returncode == 0, (made, done.stderr)
        rendered = [each for each in yaml.safe_load_all(done.stdout) if each]
        given = yaml.safe_load(text)
        target = [variable["value"] for each in rendered if each["kind"] == "CronJob" and each["metadata"]["name"].endswith("-backup")
                  for container in each["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
                  for variable in container["env"] if variable["name"] == "SELVEDGE_BACKUP_TARGET"]
        assert target and set(target) == {given["backup"]["target"]}, made
        proxied = {variable["value"] for each in rendered if each["kind"] == "Deployment"
                   for variable in each["spec"]["template"]["spec"]["containers"][0]["env"] if variable["name"] == "SELVEDGE_OBJECTS_PROXY"}
        assert proxied == ({"true"} if given["global"]["env"] else set()), made
        way, = [each for each in rendered if each["kind"] == "Ingress"]
        assert given["ingress"].get("annotations", {}).items() <= way["metadata"]["annotations"].items(), made


@pytest.mark.parametrize("cloud", CLOUDS)
def test_the_name_leads_to_the_load_balancer(copy, cloud, options):
    folder = copy / cloud / "app"
    done = terraform("init", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    done = terraform("test", "-no-color", cwd=folder)
    assert done.returncode == 0 and f"{2 if cloud == 'aws' else 3} passed, 0 failed" in done.stdout, done.stdout[-4000:]


EXAMPLES = ["byo-bucket", "existing-cluster", "existing-network", "private", "standard"]


@pytest.mark.parametrize("cloud", CLOUDS)
def test_each_cloud_has_each_example(cloud):
    assert sorted(each.name for each in (TERRAFORM / cloud / "examples").iterdir()) == EXAMPLES


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("root", ["app", *(f"examples/{each}" for each in EXAMPLES)])
def test_roots_are_valid(copy, cloud, options, root):
    folder = copy / cloud / root
    done = terraform("init", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    done = terraform("validate", "-no-color", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("cloud,file,wrong", [
    ("google", "redis.tf", ("auth_enabled ", "auth_enabld ")),
    ("azurerm", "redis.tf", ("sku_name ", "sku_nam ")),
])
def test_a_name_that_the_provider_does_not_have_is_an_error(copy, schemas, cloud, file, wrong):
    folder = shutil.copytree(copy / cloud / "infra", copy / cloud / "wrong", dirs_exist_ok=True, ignore=shutil.ignore_patterns(".terraform*"))
    text = (folder / file).read_text()
    assert wrong[0] in text
    (folder / file).write_text(text.replace(*wrong))
    assert terraform("init", *schemas, cwd=folder).returncode == 0
    done = terraform("validate", "-no-color", cwd=folder)
    assert done.returncode == 1 and wrong[1].strip() in done.stderr, done.stderr
    shutil.rmtree(folder)
