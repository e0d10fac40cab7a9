"""The chart as it renders: golden files, what every pod must have, what is refused and why."""
from __future__ import annotations

import os
import re

import pytest
import yaml

from tools_of_tests import CACHE, CHART, HERE, program, run, template

VALUES = sorted((HERE / "values").glob("*.yaml"))
NAMES = [each.stem for each in VALUES]
GOOD = ["--set", "global.host=https://w.example.org,global.mysql.host=m,global.mysql.password=p,global.redis.host=r,global.bucket.name=b"]
#: Of these a render holds a new one each time.
GENERATED = re.compile(r"^(  (?:secret|MYSQL_PASSWORD): )[A-Za-z0-9+/=]{40,}$", re.MULTILINE)


def rendered(name: str) -> str:
    done = template("--values", str(HERE / "values" / f"{name}.yaml"))
    assert done.returncode == 0, done.stderr
    return done.stdout


def objects(text: str) -> list[dict]:
    return [each for each in yaml.safe_load_all(text) if each]


def pods(text: str):
    for each in objects(text):
        spec = each.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec).get("template", {}).get("spec")
        if spec and "containers" in spec:
            yield f"{each['kind']}/{each['metadata']['name']}", spec


@pytest.mark.parametrize("name", NAMES)
def test_a_render_is_what_it_was(name):
    text = GENERATED.sub(r"\1GENERATED", rendered(name))
    golden = HERE / "golden" / f"{name}.yaml"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text)
    assert golden.exists(), "UPDATE_GOLDEN=1 writes it"
    assert text == golden.read_text(), "UPDATE_GOLDEN=1 takes the change over"


def test_an_address_is_no_host_of_a_rule():
    done = template(*GOOD, "--set", "global.host=https://10.1.2.3:8443")
    assert done.returncode == 0, done.stderr
    ways = [each for each in objects(done.stdout) if each["kind"] == "Ingress"]
    assert [list(rule) for each in ways for rule in each["spec"]["rules"]] == [["http"]]


@pytest.mark.parametrize("name", ["gce", "gce-internal"])
def test_the_controller_of_google_is_named_by_an_annotation_and_no_class_keeps_it_away(name):
    done = template(*GOOD, "--set", f"ingress.class={name},ingress.preset=gce")
    way, = [each for each in objects(done.stdout) if each["kind"] == "Ingress"]
    assert way["metadata"]["annotations"] == {"kubernetes.io/ingress.class": name, "kubernetes.io/ingress.allow-http": "false"}
    assert "ingressClassName" not in way["spec"]


@pytest.mark.parametrize("name", NAMES)
def test_kubernetes_1_29_knows_every_field(name):
    schemas = CACHE / "kubernetes-schemas" / "1.29.6"
    if not schemas.exists():
        pytest.skip("no schemas of Kubernetes 1.29.6: deploy/tests/schemas.sh makes them")
    done = run(
        program("kubeconform"), "-strict", "-summary", "-skip", "ServiceMonitor,PrometheusRule,HTTPRoute",
        "-schema-location", str(schemas / "{{ .ResourceKind }}{{ .KindSuffix }}.json"), "-", input=rendered(name),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Valid: 0" not in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_every_pod_passes_the_restricted_standard(name):
    for where, spec in pods(rendered(name)):
        pod = spec["securityContext"]
        assert pod["runAsNonRoot"] is True and pod["seccompProfile"]["type"] == "RuntimeDefault", where
        assert spec["automountServiceAccountToken"] is False, where
        for container in spec["containers"]:
            own = container["securityContext"]
            assert own["allowPrivilegeEscalation"] is False, where
            assert own["readOnlyRootFilesystem"] is True, where
            assert own["capabilities"]["drop"] == ["ALL"], where
            assert "memory" in container["resources"]["limits"], where
        assert all(set(volume) - {"name"} <= {"emptyDir", "secret", "projected", "persistentVolumeClaim"}
                   for volume in spec["volumes"]) if spec.get("volumes") else True, where


@pytest.mark.parametrize("name", NAMES)
def test_no_password_stands_in_a_pod(name):
    values = yaml.safe_load((HERE / "values" / f"{name}.yaml").read_text()).get("global", {})
    literals = [values.get(part, {}).get(key) for part, key in
                [("mysql", "password"), ("redis", "password"), ("bucket", "secretKey")]]
    for where, spec in pods(rendered(name)):
        for container in spec["containers"]:
            for variable in container.get("env", []):
                for literal in filter(lambda each: each and len(each) > 1, literals):
                    assert literal not in str(variable.get("value", "")), (where, variable["name"])


def test_one_registry_holds_every_image():
    text = rendered("prod-private")
    images = [c["image"] for _, spec in pods(text) for c in spec["containers"]]
    assert images and all(image.startswith("registry.corp.example/mirror/selvedge/") for image in images)
    bundled = template("--values", str(HERE / "values" / "poc-bundled.yaml"), "--set", "global.imageRegistry=r.example").stdout
    assert {c["image"].rsplit(":", 1)[0] for _, spec in pods(bundled) for c in spec["containers"]} == {
        "r.example/selvedge/selvedge-server", "r.example/library/mysql", "r.example/library/redis"}


@pytest.mark.parametrize("tls", ["preferred", "true", "verify-ca", "skip-verify", "custom", "false"])
def test_each_way_of_the_server_to_check_mysql_is_taken(tls):
    done = template(*GOOD, "--set-string", f"global.mysql.tls={tls}")
    assert done.returncode == 0, done.stderr
    said = {v["value"] for _, spec in pods(done.stdout) for v in spec["containers"][0]["env"] if v["name"] == "SELVEDGE_DATABASE_TLS"}
    assert said == {tls}


def test_connections_read_as_the_server_takes_them():
    text = rendered("prod-private")
    env = {v["name"]: v.get("value") for _, spec in pods(text) for v in spec["containers"][0]["env"]}
    assert [env[f"MYSQL_{part}"] for part in ("HOST", "PORT", "DATABASE", "USER", "CA_CERT_PATH")] == [
        "10.20.0.5", "3306", "wandb_selvedge", "wandb", "/etc/selvedge/ca/mysql.crt"]
    assert env["SELVEDGE_DATABASE_TLS"] == "custom"
    assert [env[f"REDIS_{part}"] for part in ("HOST", "PORT", "PARAMS", "CA_CERT")] == [
        "10.20.0.6", "6380", "tls=true", "/etc/selvedge/ca/redis.crt"]
    assert env["BUCKET"] == "s3://$(BUCKET_ACCESS_KEY):$(BUCKET_SECRET_KEY)@s3.corp.example:9443/wandb?public=https://s3-public.corp.example"
    theirs = {v["name"]: v.get("value") for _, spec in pods(rendered("wandb-values")) for v in spec["containers"][0]["env"]}
    assert (theirs["REDIS_PORT"], theirs["REDIS_PARAMS"]) == ("6379", "tls=true&master=gorilla")
    assert theirs["BUCKET"] == "s3://$(BUCKET_ACCESS_KEY):$(BUCKET_SECRET_KEY)@s3.example.org/wandb-bucket?region=us-east-1"


def test_workload_identity_needs_no_keys():
    text = rendered("prod-aws")
    env = {v["name"]: v.get("value") for _, spec in pods(text) for v in spec["containers"][0]["env"]}
    assert env["BUCKET"].startswith("s3://example-wandb/selvedge?region=eu-central-1&kms=")
    assert "BUCKET_SECRET_KEY" not in env
    account = next(each for each in objects(text) if each["kind"] == "ServiceAccount")
    assert account["metadata"]["annotations"]["eks.amazonaws.com/role-arn"].endswith("role/wandb")


@pytest.mark.parametrize("settings, address, variables", [
    ("provider=gcs,name=wandb,path=selvedge", "gs://wandb/selvedge", set()),
    ("provider=az,name=account,path=container/prefix,accessKey=k", "az://account/container/prefix", {"AZURE_STORAGE_KEY"}),
    ("provider=cw,name=cwobject.com/wandb,accessKey=a,secretKey=s", "cw://wandb", {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}),
    ("name=my.bucket,accessKey=a,secretKey=s", "s3://my.bucket", {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}),
    ("name=minio:9000,path=wandb,accessKey=a,secretKey=s/+", "s3://$(BUCKET_ACCESS_KEY):$(BUCKET_SECRET_KEY)@minio:9000/wandb",
     {"BUCKET_ACCESS_KEY", "BUCKET_SECRET_KEY"}),
])
def test_every_kind_of_bucket_is_addressed_as_the_server_reads_it(settings, address, variables):
    done = template(*GOOD, "--set", "global.bucket.name=", *(word for each in settings.split(",") for word in ("--set", f"global.bucket.{each}")))
    assert done.returncode == 0, done.stderr
    app = next(s for where, s in pods(done.stdout) if where.endswith("-app"))
    env = {v["name"]: v.get("value") for v in app["containers"][0]["env"]}
    assert env["BUCKET"] == address
    known = {"AZURE_STORAGE_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "BUCKET_ACCESS_KEY", "BUCKET_SECRET_KEY"}
    assert known & set(env) == variables
    secret = next(each for each in objects(done.stdout) if each["metadata"]["name"] == "wandb-connections")
    if "s/+" in settings:
        import base64
        assert base64.b64decode(secret["data"]["BUCKET_SECRET_KEY"]) == b"s%2F%2B"


def test_several_replicas_survive_a_node_and_one_blocks_no_drain():
    kinds = [each["kind"] for each in objects(rendered("prod-aws"))]
    assert kinds.count("PodDisruptionBudget") == 2
    app = next(each for each in objects(rendered("prod-aws")) if each["metadata"]["name"] == "wandb-app" and each["kind"] == "Deployment")
    spec = app["spec"]["template"]["spec"]
    assert {c["topologyKey"] for c in spec["topologySpreadConstraints"]} == {"kubernetes.io/hostname", "topology.kubernetes.io/zone"}
    assert all(t["tolerationSeconds"] == 30 for t in spec["tolerations"] if t.get("effect") == "NoExecute")
    assert app["spec"]["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    assert "PodDisruptionBudget" not in [each["kind"] for each in objects(rendered("dev"))]


def test_the_sum_of_the_small_preset_fits_one_small_node():
    def cpu(text):
        return float(text[:-1]) / 1000 if text.endswith("m") else float(text)
    sizes = {"Mi": 1 / 1024, "Gi": 1}
    used_cpu = used_memory = 0
    for each in objects(rendered("dev")):
        if each["kind"] == "Deployment":
            r = each["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]
            used_cpu += cpu(r["cpu"]) * each["spec"].get("replicas", 1)
            used_memory += float(r["memory"][:-2]) * sizes[r["memory"][-2:]] * each["spec"].get("replicas", 1)
    # 2 cores and 16 GB, less what the node and its own pods take
    assert used_cpu <= 1.5 and used_memory <= 12


def test_network_policy_opens_only_what_was_named():
    policy = next(each for each in objects(rendered("prod-private")) if each["kind"] == "NetworkPolicy")
    ports = {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]}
    assert ports == {53, 3306, 6380, 9443, 443, 6443}
    assert all("to" in rule for rule in policy["spec"]["egress"] if rule["ports"][0]["port"] != 53)
    assert policy["spec"]["policyTypes"] == ["Ingress", "Egress"]


def variables(*options: str) -> dict[str, str]:
    """Of the server's pod; what a Secret holds as `name/key`."""
    done = template("--values", str(HERE / "values" / "dev.yaml"), *options)
    assert done.returncode == 0, done.stderr
    app = next(each for each in objects(done.stdout) if each["kind"] == "Deployment" and each["metadata"]["name"].endswith("-app"))
    found = app["spec"]["template"]["spec"]["containers"][0]["env"]
    return {each["name"]: each.get("value") or "/".join(each["valueFrom"]["secretKeyRef"][key] for key in ("name", "key")) for each in found}


def test_mail_goes_where_it_went():
    mail = "global.email.smtp."
    got = variables("--set", f"{mail}host=smtp.example.org,{mail}user=wandb,{mail}passwordSecret.name=mail")
    assert {key: got[key] for key in got if key.startswith("SMTP_")} == {
        "SMTP_HOST": "smtp.example.org", "SMTP_PORT": "587", "SMTP_USER": "wandb", "SMTP_PASSWORD": "mail/SMTP_PASSWORD"}
    assert variables("--set", f"{mail}host=smtp.example.org,{mail}password=secret")["SMTP_PASSWORD"] == "wandb-connections/SMTP_PASSWORD"
    assert not any(key.startswith("SMTP_") for key in variables())
    done = template("--values", str(HERE / "values" / "dev.yaml"), "--set", f"networkPolicy.enabled=true,{mail}host=smtp.example.org,{mail}port=465")
    policy = next(each for each in objects(done.stdout) if each["kind"] == "NetworkPolicy")
    assert 465 in {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]}


def test_rate_limits_have_the_names_and_defaults_of_their_chart():
    limits = "global.api.rateLimits."
    assert not any(key.startswith("SELVEDGE_LIMITS_") for key in variables("--set", f"{limits}filestreamCount=7"))
    got = variables("--set", f"{limits}enabled=true,{limits}filestreamSize=120000001")
    assert {key: got[key] for key in got if key.startswith("SELVEDGE_LIMITS_")} == {
        "SELVEDGE_LIMITS_FILESTREAM_COUNT": "500", "SELVEDGE_LIMITS_FILESTREAM_SIZE": "120000001",
        "SELVEDGE_LIMITS_FILESTREAM_PER_RUN_COUNT": "2", "SELVEDGE_LIMITS_RUN_UPDATE_COUNT": "80"}


@pytest.mark.parametrize("profile, products, cpu, memory", [
    ("dev", "models", "400m", "1536Mi"), ("dev", "weave", "800m", "3072Mi"), ("dev", "both", "800m", "3072Mi"),
    ("prod", "models", "1500m", "6144Mi"), ("prod", "weave", "2250m", "9216Mi"), ("prod", "both", "3000m", "12288Mi"),
])
def test_requests_grow_with_what_is_used(profile, products, cpu, memory):
    done = template("--values", str(HERE / "values" / "dev.yaml"), "--set",
                    f"profile={profile},products={products},global.host=https://w.example.org,app.replicas=2")
    assert done.returncode == 0, done.stderr
    app = next(each for each in objects(done.stdout) if each["kind"] == "Deployment" and each["metadata"]["name"].endswith("-app"))
    assert app["spec"]["template"]["spec"]["containers"][0]["resources"] == {"requests": {"cpu": cpu, "memory": memory}, "limits": {"memory": memory}}


def test_monitoring_objects_need_a_cluster_that_knows_them():
    values = str(HERE / "values" / "prod-aws.yaml")
    without = run(program("helm"), "template", "wandb", str(CHART), "--kube-version", "1.29.0", "--values", values)
    kinds = {each["kind"] for each in objects(without.stdout)}
    assert without.returncode == 0 and not kinds & {"ServiceMonitor", "PrometheusRule"}
    assert {"ServiceMonitor", "PrometheusRule"} <= {each["kind"] for each in objects(rendered("prod-aws"))}


REFUSED = {
    "app.replicas=1": "profile prod needs app.replicas of 2 or more",
    "global.host=http://w.example.org": "begins with https://",
    "global.host=https://w.example.org/path": "without a path",
    "global.mysql.host=": "needs global.mysql.host",
    "global.redis.host=": "needs global.redis.host",
    "global.bucket.name=": "needs global.bucket.name",
    "global.mysql.password=": "needs a password or a passwordSecret",
    "mysql.install=true": "for profile poc",
    "global.bucket.provider=ftp": "none of s3, cw, gcs and az",
    "global.bucket.provider=gcs,global.bucket.accessKey=a,global.bucket.secretKey=b": "workload identity",
    "global.auth.oidc.clientId=x": "global.auth.oidc is not built yet",
    "gateway.enabled=true": "gateway.parentRefs",
    "replicas=3": "additional properties 'replicas' not allowed",
    "global.mysqll.host=x": "additional properties 'mysqll' not allowed",
    "monitoring.rules.mysqlCpuPercent=140": "mysqlCpuPercent",
    "secrets.store=vault://x": "pattern",
    "backup.enabled=true": "needs backup.target",
    "backup.enabled=true,backup.target=s3://b,backup.retention.daily=3": "retention",
}


@pytest.mark.parametrize("setting", REFUSED)
def test_what_would_fail_later_is_refused(setting):
    done = template(*GOOD, "--set", setting)
    assert done.returncode != 0
    assert REFUSED[setting] in done.stderr.replace("\n", " "), done.stderr


def roles(text: str) -> dict[str, dict]:
    return {each["kind"]: each for each in objects(text) if each["apiVersion"].startswith("rbac.")}


def test_pods_that_serve_may_keep_secrets_in_kubernetes_and_no_other_pod():
    text = rendered("prod-private")
    found = roles(text)
    assert found["Role"]["rules"] == [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["create", "get", "delete"]}]
    assert found["Role"]["metadata"]["namespace"] == "ml"
    assert found["RoleBinding"]["subjects"] == [{"kind": "ServiceAccount", "name": "wandb", "namespace": "ml"}]
    serving = {where for where, spec in pods(text) if any(volume["name"] == "account" for volume in spec["volumes"])}
    assert serving == {"Deployment/wandb-app", "Deployment/wandb-worker"}
    for where, spec in pods(text):
        assert (where in serving) == ("SELVEDGE_SECRETS_STORE" in [each["name"] for each in spec["containers"][0]["env"]]), where


def test_secrets_in_a_namespace_of_their_own_are_all_that_is_opened():
    done = template(*GOOD, "--set", "secrets.store=k8s-secretmanager://wandb?namespace=wandb-secrets")
    found = roles(done.stdout)
    assert {each["metadata"]["namespace"] for each in found.values()} == {"wandb-secrets"}
    assert found["RoleBinding"]["subjects"][0]["namespace"] == "ml"


@pytest.mark.parametrize("store", ["", "aws-secretmanager://wandb?region=eu-west-1", "gcp-secretmanager://wandb"])
def test_another_store_of_secrets_gives_no_right_in_the_cluster(store):
    done = template(*GOOD, "--set", f"secrets.store={store}")
    assert done.returncode == 0, done.stderr
    assert not roles(done.stdout)
    assert not [where for where, spec in pods(done.stdout) if any(volume["name"] == "account" for volume in spec["volumes"])]
    names = [each["name"] for _, spec in pods(done.stdout) for each in spec["containers"][0]["env"]]
    assert names.count("SELVEDGE_SECRETS_STORE") == (2 if store else 0)


def test_an_old_cluster_is_refused():
    done = template(*GOOD, kubernetes="1.28.9")
    assert done.returncode != 0 and "1.29.0" in done.stderr


def test_a_chart_of_defaults_needs_a_profile_or_addresses():
    assert template("--set", "profile=poc").returncode == 0
    assert "global.host" in template().stderr


def test_helm_lints_the_chart():
    done = run(program("helm"), "lint", str(CHART), "--strict", "--values", str(HERE / "values" / "prod-aws.yaml"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_backups_run_by_the_clock_and_one_at_a_time():
    jobs = {each["metadata"]["name"].rsplit("-", 1)[1]: each["spec"] for each in objects(rendered("prod-aws")) if each["kind"] == "CronJob"}
    assert jobs.keys() == {"backup", "drill"}
    for job in jobs.values():
        assert job["concurrencyPolicy"] == "Forbid" and job["successfulJobsHistoryLimit"] == 7
    backup = jobs["backup"]["jobTemplate"]["spec"]["template"]["spec"]
    assert backup["initContainers"][0]["args"][:2] == ["backup", "create"]
    # nothing is removed unless a new one was made
    assert backup["containers"][0]["args"] == ["backup", "prune", "--data-dir=/data", "--daily=14", "--weekly=8", "--monthly=6"]
    env = {each["name"]: each for each in backup["containers"][0]["env"]}
    assert env["SELVEDGE_BACKUP_TARGET"]["value"] == "s3://example-wandb-backup/main?region=eu-west-1"
    assert env["SELVEDGE_BACKUP_OFFSITE"]["valueFrom"]["secretKeyRef"] == {"name": "wandb-offsite", "key": "offsite"}
    assert {"MYSQL_HOST", "BUCKET", "SELVEDGE_SECRET"} <= env.keys()


def test_an_embedded_installation_has_no_sets():
    done = template("--set", "profile=poc,backup.enabled=true,backup.target=s3://b")
    assert done.returncode != 0 and "embedded" in done.stderr
