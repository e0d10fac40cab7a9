"""The operator's chart: golden render, rights, what is refused."""
from __future__ import annotations

import os

import pytest
import yaml

from tools_of_tests import CACHE, HERE, REPOSITORY, program, run

CHART = REPOSITORY / "deploy" / "helm" / "selvedge-operator"
GOLDEN = HERE / "golden" / "operator.yaml"


def rendered(*options: str, kubernetes: str = "1.29.0"):
    return run(program("helm"), "template", "operator", str(CHART), "--namespace", "selvedge-system", "--kube-version", kubernetes, *options)


def objects(*options: str) -> list[dict]:
    done = rendered(*options)
    assert done.returncode == 0, done.stderr
    return [each for each in yaml.safe_load_all(done.stdout) if each]


def rules(role: dict, verb: str) -> set[str]:
    return {resource for rule in role["rules"] if verb in rule["verbs"] for resource in rule["resources"]}


def test_the_render_is_what_it_was():
    text = rendered().stdout
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text)
    assert text == GOLDEN.read_text(), "UPDATE_GOLDEN=1 takes the change over"


def test_kubernetes_1_29_knows_every_field():
    schemas = CACHE / "kubernetes-schemas" / "1.29.6"
    if not schemas.exists():
        pytest.skip("no schemas of Kubernetes 1.29.6: deploy/tests/schemas.sh makes them")
    done = run(program("kubeconform"), "-strict", "-summary", "-skip", "CustomResourceDefinition", "-schema-location",
               str(schemas / "{{ .ResourceKind }}{{ .KindSuffix }}.json"), "-", input=rendered().stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Valid: 0" not in done.stdout


@pytest.mark.parametrize("name", ["poc", "dev", "prod-aws", "prod-private", "everything"])
def test_kubernetes_1_29_knows_every_field_of_an_installation(name):
    schemas = CACHE / "kubernetes-schemas" / "1.29.6"
    if not schemas.exists():
        pytest.skip("no schemas of Kubernetes 1.29.6: deploy/tests/schemas.sh makes them")
    golden = REPOSITORY / "operator" / "src" / "test" / "resources" / "golden" / f"{name}.yaml"
    done = run(program("kubeconform"), "-strict", "-summary", "-skip", "ServiceMonitor,PrometheusRule,HTTPRoute,SelvedgeBackup",
               "-schema-location", str(schemas / "{{ .ResourceKind }}{{ .KindSuffix }}.json"), str(golden))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Valid: 0" not in done.stdout


def test_the_operator_may_read_no_secret_it_cannot_name():
    role = next(each for each in objects() if each["kind"] == "ClusterRole")
    assert not {"secrets"} & (rules(role, "list") | rules(role, "watch") | rules(role, "delete"))
    assert all("*" not in rule["verbs"] + rule["resources"] + rule["apiGroups"] for rule in role["rules"])


def test_rights_to_give_are_had_only_where_secrets_may_be_kept_in_kubernetes():
    def granted(found):
        role = next(each for each in found if each["kind"] == "ClusterRole")
        return {"roles", "rolebindings"} <= rules(role, "create"), "secrets" in rules(role, "delete"), "secrets" in rules(role, "list")
    assert granted(objects()) == (False, False, False)
    assert granted(objects("--set", "secretStore=true")) == (True, True, False)
    text = rendered("--set", "secretStore=true,crds.install=false").stdout
    golden = HERE / "golden" / "operator-secret-store.yaml"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text)
    assert text == golden.read_text(), "UPDATE_GOLDEN=1 takes the change over"


def test_named_namespaces_need_no_right_in_the_cluster():
    found = objects("--set", "namespaces={ml,lab}")
    kinds = {each["kind"] for each in found}
    assert not kinds & {"ClusterRole", "ClusterRoleBinding"}
    assert {each["metadata"].get("namespace") for each in found if each["kind"] == "Role"} == {"ml", "lab", None}
    deployment = next(each for each in found if each["kind"] == "Deployment")
    assert "--namespaces=ml,lab" in deployment["spec"]["template"]["spec"]["containers"][0]["args"]


def test_the_operator_passes_the_restricted_standard():
    spec = next(each for each in objects() if each["kind"] == "Deployment")["spec"]["template"]["spec"]
    own = spec["containers"][0]["securityContext"]
    assert spec["securityContext"]["runAsNonRoot"] is True and spec["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
    assert own["allowPrivilegeEscalation"] is False and own["readOnlyRootFilesystem"] is True and own["capabilities"]["drop"] == ["ALL"]


def test_kinds_stay_when_the_release_goes_or_are_left_to_others():
    crds = [each for each in objects() if each["kind"] == "CustomResourceDefinition"]
    assert {each["spec"]["names"]["kind"] for each in crds} == {"Selvedge", "SelvedgeBackup", "SelvedgeRestore"}
    assert all(each["metadata"]["annotations"]["helm.sh/resource-policy"] == "keep" for each in crds)
    assert not [each for each in objects("--set", "crds.install=false") if each["kind"] == "CustomResourceDefinition"]


def test_one_registry_holds_the_image():
    deployment = next(each for each in objects("--set", "imageRegistry=r.example/mirror") if each["kind"] == "Deployment")
    assert deployment["spec"]["template"]["spec"]["containers"][0]["image"].startswith("r.example/mirror/selvedge/selvedge-operator:")


def test_unknown_values_and_old_clusters_are_refused():
    assert "not allowed" in rendered("--set", "replica=2").stderr
    assert "1.29.0" in rendered(kubernetes="1.28.9").stderr
