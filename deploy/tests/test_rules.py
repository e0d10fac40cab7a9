"""The alert rules, by promtool: what fires, what does not, at the edges of percent and time."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tools_of_tests import HERE, program, run, template

JOB = 'job="wandb-operations"'
CPU = 'aws_rds_cpuutilization_average{dbcluster_identifier="wandb"}'


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    done = template("--values", str(HERE / "values" / "prod-aws.yaml"))
    assert done.returncode == 0, done.stderr
    rule = next(each for each in yaml.safe_load_all(done.stdout) if each and each["kind"] == "PrometheusRule")
    file = tmp_path_factory.mktemp("rules") / "rules.yaml"
    file.write_text(yaml.safe_dump(rule["spec"]))
    return file


def firing(rules, series: dict[str, str], alert: str, at: str, **labels: str) -> bool:
    """Whether `alert` fires at `at`; promtool compares with what is expected, so both answers are asked for."""
    program("promtool")
    for expected in ([{"exp_labels": labels}], []):
        name = next(r for g in yaml.safe_load(rules.read_text())["groups"] for r in g["rules"] if r["alert"] == alert)
        annotations = {key: re.sub(r"{{ \$labels\.(\w+) }}", lambda m: labels[m[1]], text)
                       for key, text in name["annotations"].items()}
        wanted = [{"exp_labels": {**labels, **name["labels"]}, "exp_annotations": annotations} for _ in expected]
        test = {
            "rule_files": [str(rules)], "evaluation_interval": "30s",
            "tests": [{"interval": "30s",
                       "input_series": [{"series": s, "values": v} for s, v in series.items()],
                       "alert_rule_test": [{"eval_time": at, "alertname": alert, "exp_alerts": wanted}]}],
        }
        file = rules.parent / "test.yaml"
        file.write_text(yaml.safe_dump(test))
        done = run(program("promtool"), "test", "rules", str(file))
        if done.returncode == 0:
            return bool(expected)
    raise AssertionError(done.stdout + done.stderr)


def test_promtool_accepts_the_rules(rules):
    done = run(program("promtool"), "check", "rules", str(rules))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("percent, minutes, fires", [
    (41, 6, True), (41, 4, False), (39, 30, False), (40, 30, False), (41, 5, True),
])
def test_a_database_above_forty_percent_for_five_minutes_is_too_small(rules, percent, minutes, fires):
    assert firing(rules, {CPU: f"{percent}x80"}, "SelvedgeMySQLCpuHigh", f"{minutes}m") is fires


def test_a_dip_starts_the_five_minutes_anew(rules):
    values = "41x7 39 41x60"
    assert not firing(rules, {CPU: values}, "SelvedgeMySQLCpuHigh", "8m")
    assert firing(rules, {CPU: values}, "SelvedgeMySQLCpuHigh", "10m")


@pytest.mark.parametrize("percent, fires", [(91, True), (89, False)])
def test_above_ninety_it_is_critical(rules, percent, fires):
    assert firing(rules, {CPU: f"{percent}x80"}, "SelvedgeMySQLCpuCritical", "6m") is fires


def test_no_server_that_answers_is_down(rules):
    assert firing(rules, {f"up{{{JOB}}}": "0x20"}, "SelvedgeDown", "3m")
    assert firing(rules, {}, "SelvedgeDown", "3m")
    assert not firing(rules, {f"up{{{JOB}}}": "1x20"}, "SelvedgeDown", "3m")


@pytest.mark.parametrize("errors, fires", [(2, True), (0.5, False)])
def test_one_error_in_a_hundred(rules, errors, fires):
    series = {
        f'http_server_requests_seconds_count{{{JOB},status="200"}}': "0+1000x60",
        f'http_server_requests_seconds_count{{{JOB},status="503"}}': f"0+{errors * 10}x60",
        # clients that ask for what is not built are no trouble
        f'http_server_requests_seconds_count{{{JOB},status="501"}}': "0+500x60",
    }
    assert firing(rules, series, "SelvedgeErrors", "20m") is fires


@pytest.mark.parametrize("slow, fires", [(5, True), (0, False)])
def test_slow_commits(rules, slow, fires):
    series = {f'selvedge_db_commit_seconds_bucket{{{JOB},le="{le}"}}': f"0+{count}x80"
              for le, count in [("0.1", 100 - slow), ("1.0", 100 - slow), ("5.0", 100), ("+Inf", 100)]}
    assert firing(rules, series, "SelvedgeCommitsSlow", "25m") is fires


@pytest.mark.parametrize("active, fires", [(30, True), (28, False)])
def test_a_pool_that_is_used_up(rules, active, fires):
    series = {f'selvedge_db_pool_active{{{JOB},pod="a"}}': f"{active}x40", f'selvedge_db_pool_max{{{JOB},pod="a"}}': "32x40"}
    assert firing(rules, series, "SelvedgePoolExhausted", "8m", pod="a") is fires


@pytest.mark.parametrize("available, fires", [(1, True), (2, False)])
def test_fewer_ready_than_wanted(rules, available, fires):
    series = {'kube_deployment_status_replicas_available{deployment="wandb-app"}': f"{available}x60",
              'kube_deployment_spec_replicas{deployment="wandb-app"}': "2x60"}
    assert firing(rules, series, "SelvedgeNotRedundant", "12m", deployment="wandb-app") is fires


@pytest.mark.parametrize("nodes, fires", [(1, True), (2, False)])
def test_all_servers_on_one_node(rules, nodes, fires):
    series = {f'kube_pod_info{{pod="wandb-app-{pod}",node="{pod % nodes}"}}': "1x60" for pod in range(2)}
    series['kube_pod_info{pod="wandb-app-9",node=""}'] = "1x60"  # one that waits for a node
    series['kube_pod_info{pod="wandb-worker-0",node="7"}'] = "1x60"
    wanted = 'kube_deployment_spec_replicas{deployment="wandb-app"}'
    assert firing(rules, {**series, wanted: "2x60"}, "SelvedgeOneNode", "12m") is fires
    assert not firing(rules, {**series, wanted: "1x60"}, "SelvedgeOneNode", "12m"), "one server is on one node"


@pytest.mark.parametrize("images, minutes, fires", [(["1.0.0", "1.1.0"], 16, True), (["1.0.0", "1.1.0"], 14, False), (["1.0.0", "1.0.0"], 30, False)])
def test_servers_of_two_versions(rules, images, minutes, fires):
    series = {f'kube_pod_container_info{{container="selvedge",pod="wandb-{part}-0",image="server:{image}"}}': "1x80"
              for part, image in zip(("app", "worker"), images)}
    series['kube_pod_container_info{container="istio-proxy",pod="wandb-app-0",image="proxy:1"}'] = "1x80"
    assert firing(rules, series, "SelvedgeVersionsMixed", f"{minutes}m") is fires


@pytest.mark.parametrize("series", [
    'nginx_ingress_controller_ssl_expire_time_seconds{host="wandb.example.org"}',
    'probe_ssl_earliest_cert_expiry{instance="https://wandb.example.org/ready"}',
])
@pytest.mark.parametrize("days, fires", [(20, True), (22, False)])
def test_a_certificate_that_ends_soon(rules, series, days, fires):
    # at the second hour of the test's clock
    assert firing(rules, {series: f"{days * 86400 + 7200}x300"}, "SelvedgeCertificateEndsSoon", "2h") is fires


def test_a_certificate_of_another_name_is_none_of_ours(rules):
    for host in ("wandbxexample.org", "other.org"):
        series = {f'probe_ssl_earliest_cert_expiry{{instance="https://{host}"}}': "7200x300"}
        assert not firing(rules, series, "SelvedgeCertificateEndsSoon", "2h")


@pytest.mark.parametrize("percent, fires", [(81, True), (79, False)])
def test_a_database_whose_disk_fills(rules, percent, fires):
    series = {'aws_rds_volume_bytes_used_average{dbcluster_identifier="wandb"}': f"{percent * 2**47 // 100}x80"}
    assert firing(rules, series, "SelvedgeMySQLDiskFull", "12m") is fires


@pytest.mark.parametrize("age, fires", [(900, True), (60, False)])
def test_jobs_that_stand(rules, age, fires):
    # a test's clock begins at 0: at 32 minutes a value that stood still at 900 is 17 minutes old
    values = f"{age}x80" if fires else "0+30x80"
    series = {f'selvedge_job_last_success_seconds{{{JOB},job_name="runs-crash-detection"}}': values}
    assert firing(rules, series, "SelvedgeJobsStand", "32m") is fires


def test_a_bucket_that_fails(rules):
    series = {f'selvedge_objects_seconds_count{{{JOB},outcome="ok"}}': "0+100x80",
              f'selvedge_objects_seconds_count{{{JOB},outcome="error"}}': "0+5x80",
              f'selvedge_objects_seconds_count{{{JOB},outcome="absent"}}': "0+50x80"}
    assert firing(rules, series, "SelvedgeObjectStoreErrors", "20m")
    series[f'selvedge_objects_seconds_count{{{JOB},outcome="error"}}'] = "0x80"
    assert not firing(rules, series, "SelvedgeObjectStoreErrors", "20m")


@pytest.mark.parametrize("full, minutes, fires", [(0.91, 11, True), (0.91, 9, False), (0.89, 30, False)])
def test_memory_that_is_used_up(rules, full, minutes, fires):
    series = {f'jvm_memory_usage_after_gc{{{JOB},pod="wandb-app-1"}}': f"{full}x80"}
    assert firing(rules, series, "SelvedgeHeapFull", f"{minutes}m", pod="wandb-app-1") is fires


@pytest.mark.parametrize("age, fires", [(301, True), (300, False), (0, False)])
def test_work_that_nobody_takes(rules, age, fires):
    """Every server says the same of it; one that heard it later is no second alert."""
    series = {f'selvedge_queue_age_seconds{{{JOB},pod="{pod}",queue="{queue}"}}': f"{seconds}x20"
              for queue, seconds in (("sealing", age), ("jobs", 2)) for pod in ("a", "b")}
    assert firing(rules, series, "SelvedgeQueueWaits", "3m", queue="sealing") is fires


@pytest.mark.parametrize("values, fires", [("7x40", False), ("7x10 9x30", True), ("7x10 0x30", False), ("_x10 7x30", False), ("NaN " * 10 + "7x30", False)],
                         ids=["as many as ever", "two more", "restarted", "heard of first now", "away at the start"])
def test_a_redis_that_is_too_small(rules, values, fires):
    series = {f'selvedge_redis_evicted_keys_total{{{JOB},pod="{pod}"}}': values for pod in ("a", "b")}
    assert firing(rules, series, "SelvedgeRedisEvictions", "8m") is fires


#: What each alert asks, and how long it must hold; those of backups carry their age in themselves.
ASKED = {
    "SelvedgeMySQLCpuHigh": ("> 40", "5m"), "SelvedgeMySQLCpuCritical": ("> 90", "5m"), "SelvedgeMySQLDiskFull": ("> 80", "10m"),
    "SelvedgeCommitsSlow": ("> 1", "10m"), "SelvedgePoolExhausted": ("> 0.9", "5m"),
    "SelvedgeDown": ("== 0", "2m"), "SelvedgeNotRedundant": ("<", "10m"), "SelvedgeOneNode": ("== 1", "10m"),
    "SelvedgeVersionsMixed": ("> 1", "15m"), "SelvedgeCertificateEndsSoon": ("< 21 * 86400", "1h"),
    "SelvedgeErrors": ("> 0.01", "5m"), "SelvedgeObjectStoreErrors": ("> 0.01", "10m"), "SelvedgeJobsStand": ("> 600", "5m"),
    "SelvedgeBackupStale": ("> 26 * 3600", "5m"), "SelvedgeBackupNeverMade": ("> 26 * 3600", "5m"),
    "SelvedgeBackupNotElsewhere": ("> 26 * 3600", "5m"), "SelvedgeDrillStale": ("> 8 * 86400", "5m"), "SelvedgeHeapFull": ("> 0.9", "10m"),
    "SelvedgeQueueWaits": ("> 300", "1m"), "SelvedgeRedisEvictions": ("> 0", "1m"),
}


def test_each_alert_has_the_edge_that_is_asked_and_a_test_of_its_own(rules):
    made = {r["alert"]: r for g in yaml.safe_load(rules.read_text())["groups"] for r in g["rules"]}
    assert made.keys() == ASKED.keys()
    for name, (edge, time) in ASKED.items():
        assert edge in made[name]["expr"] and made[name]["for"] == time, name
    calls = re.sub(r"^ASKED = \{.*?^\}", "", Path(__file__).read_text(), flags=re.DOTALL | re.MULTILINE)
    tested = set(re.findall(r'"(Selvedge\w+)"', calls))
    assert tested == made.keys(), made.keys() ^ tested


@pytest.mark.parametrize("source", ["cadvisor", "stackdriver", "azure", "cloudwatch"])
def test_every_source_of_the_databases_cpu_is_a_valid_rule(tmp_path, source):
    done = template("--values", str(HERE / "values" / "prod-aws.yaml"), "--set", f"monitoring.rules.source={source}")
    rule = next(each for each in yaml.safe_load_all(done.stdout) if each and each["kind"] == "PrometheusRule")
    file = tmp_path / "rules.yaml"
    file.write_text(yaml.safe_dump(rule["spec"]))
    checked = run(program("promtool"), "check", "rules", str(file))
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("kind, alert, hours", [
    ("created", "SelvedgeBackupStale", 26), ("offsite", "SelvedgeBackupNotElsewhere", 26), ("drilled", "SelvedgeDrillStale", 192),
])
def test_a_backup_that_is_too_old(rules, kind, alert, hours):
    # a test's clock begins at 0, when this one was made
    series = {f'selvedge_backup_last_seconds{{{JOB},kind="{kind}"}}': f"0x{(hours + 2) * 120}"}
    assert not firing(rules, series, alert, f"{hours * 60 - 5}m")
    assert firing(rules, series, alert, f"{hours * 60 + 10}m")


@pytest.mark.parametrize("hours, fires", [(25.9, False), (26.2, True)])
def test_a_backup_that_was_never_made(rules, hours, fires):
    # the server counts from its first account: here that long before the test's clock begins
    missing = {f"selvedge_backup_missing_seconds{{{JOB}}}": f"{(hours * 3600):.0f}x20",
               f'selvedge_backup_last_seconds{{{JOB},kind="created"}}': "NaN " * 20}
    assert firing(rules, missing, "SelvedgeBackupNeverMade", "6m") is fires
    assert not firing(rules, missing, "SelvedgeBackupStale", "6m")


def test_a_backup_that_was_made_is_not_missing(rules):
    made = {f"selvedge_backup_missing_seconds{{{JOB}}}": "200000x10 0x20"}
    assert firing(rules, made, "SelvedgeBackupNeverMade", "5m")
    assert not firing(rules, made, "SelvedgeBackupNeverMade", "7m")


def test_an_installation_that_has_no_backups_of_this_kind_is_not_told_about_them(rules):
    assert not firing(rules, {f"up{{{JOB}}}": "1x4000"}, "SelvedgeBackupStale", "1800m")
