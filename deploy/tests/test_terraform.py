"""The Terraform modules: formatted, every cell of the reference architecture's tables, each cloud against its provider's schema with mocks."""
from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tools_of_tests import CACHE, REPOSITORY, program, run

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
    """What tflint's own rules ask, which is no program of every machine: versions, types, no declaration without use."""
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


def test_sizes_are_those_of_the_reference_architecture(copy):
    folder = copy / "modules" / "sizes"
    assert terraform("init", "-input=false", cwd=folder).returncode == 0
    done = terraform("test", "-no-color", cwd=folder)
    assert done.returncode == 0 and "20 passed, 0 failed" in done.stdout, done.stdout


@pytest.fixture(scope="module")
def aws():
    if not (MIRROR / "registry.terraform.io" / "hashicorp" / "aws").exists():
        pytest.skip(f"no AWS provider in {MIRROR} (SELVEDGE_TERRAFORM_PLUGINS)")
    return ["-input=false", f"-plugin-dir={MIRROR}"]


def test_aws_infra_is_what_the_reference_architecture_asks(copy, aws):
    folder = copy / "aws" / "infra"
    done = terraform("init", *aws, cwd=folder)
    assert done.returncode == 0, done.stderr
    done = terraform("test", "-no-color", cwd=folder)
    assert done.returncode == 0 and " 0 failed" in done.stdout, done.stdout[-4000:]


@pytest.mark.parametrize("root", ["app", "examples/standard", "examples/existing-network"])
def test_aws_roots_are_valid(copy, aws, root):
    folder = copy / "aws" / root
    done = terraform("init", *aws, cwd=folder)
    assert done.returncode == 0, done.stderr
    done = terraform("validate", "-no-color", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_aws_leads_the_name_to_the_load_balancer(copy, aws):
    the_name_is_tested(copy / "aws" / "app", aws)


def the_name_is_tested(folder: Path, options: list[str]):
    done = terraform("init", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    done = terraform("test", "-no-color", cwd=folder)
    assert done.returncode == 0 and "2 passed, 0 failed" in done.stdout, done.stdout[-4000:]


@pytest.fixture(scope="module")
def schemas():
    """Made anew from the packages in the cache: the schema holds what the modules use now."""
    if not (SCHEMAS / "stub").exists():
        pytest.skip("no schemas of google and azurerm in the cache (tools/terraform-schema/build.sh)")
    done = run("bash", str(REPOSITORY / "tools" / "terraform-schema" / "build.sh"))
    assert done.returncode == 0, done.stderr
    return ["-input=false", f"-plugin-dir={SCHEMAS}"]


@pytest.mark.parametrize("cloud", ["google", "azurerm"])
def test_infra_is_what_the_reference_architecture_asks(copy, schemas, cloud):
    folder = copy / cloud / "infra"
    done = terraform("init", *schemas, cwd=folder)
    assert done.returncode == 0, done.stderr
    done = terraform("test", "-no-color", cwd=folder)
    assert done.returncode == 0 and " 0 failed" in done.stdout, done.stdout[-4000:]


@pytest.mark.parametrize("cloud", ["google", "azurerm"])
def test_the_name_leads_to_the_load_balancer(copy, schemas, cloud):
    the_name_is_tested(copy / cloud / "app", schemas)


@pytest.mark.parametrize("cloud", ["google", "azurerm"])
@pytest.mark.parametrize("root", ["app", "examples/standard", "examples/existing-network", "examples/byo-bucket"])
def test_roots_are_valid(copy, schemas, cloud, root):
    folder = copy / cloud / root
    done = terraform("init", *schemas, cwd=folder)
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
