mock_provider "aws" {
  override_data {
    target = data.aws_availability_zones.here
    values = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
  }
  override_data {
    target = data.aws_region.here
    values = { name = "eu-central-1" }
  }
  override_data {
    target = data.aws_caller_identity.self
    values = { account_id = "111122223333" }
  }
  mock_resource "aws_eks_cluster" {
    defaults = {
      endpoint              = "https://cluster.example"
      identity              = [{ oidc = [{ issuer = "https://oidc.example/id/ABC" }] }]
      certificate_authority = [{ data = "Q0E=" }]
    }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/mock" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111122223333:key/mock" }
  }
  mock_resource "aws_acm_certificate" {
    defaults = {
      arn = "arn:aws:acm:eu-central-1:111122223333:certificate/mock"
      domain_validation_options = [{
        domain_name           = "wandb.example.org"
        resource_record_name  = "_a.wandb.example.org"
        resource_record_type  = "CNAME"
        resource_record_value = "_b.acm.example"
      }]
    }
  }
  mock_resource "aws_iam_openid_connect_provider" {
    defaults = { arn = "arn:aws:iam::111122223333:oidc-provider/mock" }
  }
  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
  }
}

mock_provider "aws" {
  alias = "backup"
  override_data {
    target = data.aws_region.backup
    values = { name = "eu-west-1" }
  }
}

variables {
  namespace                = "wandb"
  domain_name              = "example.org"
  subdomain                = "wandb"
  zone_id                  = "Z0EXAMPLE"
  allowed_inbound_cidr     = ["203.0.113.0/24"]
  database_master_password = "abcdefghijklmnopqrstu"
  redis_auth_token         = "abcdefghijklmnopqrstu"
}

run "prod_survives_a_zone" {
  command = apply
  variables { size = "prod" }
  assert {
    condition     = length(aws_eks_node_group.this) == 2 && alltrue([for group in aws_eks_node_group.this : group.scaling_config[0].min_size >= 1])
    error_message = "nodes in two zones"
  }
  assert {
    condition     = alltrue([for group in aws_eks_node_group.this : group.instance_types[0] == "r6i.2xlarge"])
    error_message = "the reference architecture's machine"
  }
  assert {
    condition     = aws_launch_template.node.block_device_mappings[0].ebs[0].volume_size == 100
    error_message = "100 GB on each node"
  }
  assert {
    condition     = length(aws_rds_cluster_instance.this) == 2 && aws_rds_cluster_instance.this[0].availability_zone != aws_rds_cluster_instance.this[1].availability_zone
    error_message = "a standby in another zone"
  }
  assert {
    condition     = alltrue([for instance in aws_rds_cluster_instance.this : instance.instance_class == "db.r6g.2xlarge" && !instance.publicly_accessible])
    error_message = "the reference architecture's database, private"
  }
  assert {
    condition     = aws_elasticache_replication_group.this.automatic_failover_enabled && aws_elasticache_replication_group.this.num_cache_clusters == 2
    error_message = "a Redis replica"
  }
  assert {
    condition     = length(aws_nat_gateway.out) == 2
    error_message = "a way out in each zone"
  }
}

run "dev_is_small" {
  command = apply
  variables { size = "dev" }
  assert {
    condition     = sum([for group in aws_eks_node_group.this : group.scaling_config[0].desired_size]) == 1 && aws_eks_node_group.this[0].instance_types[0] == "r6i.large"
    error_message = "one small node"
  }
  assert {
    condition     = length(aws_rds_cluster_instance.this) == 1 && aws_rds_cluster_instance.this[0].instance_class == "db.r6g.large"
    error_message = "one small database"
  }
}

run "the_database_is_kept_and_watched" {
  command = apply
  assert {
    condition     = aws_rds_cluster.this.backup_retention_period == 14 && aws_rds_cluster.this.deletion_protection && !aws_rds_cluster.this.skip_final_snapshot && aws_rds_cluster.this.storage_encrypted
    error_message = "backups of 14 days, protected, encrypted"
  }
  assert {
    condition     = startswith(aws_rds_cluster.this.engine_version, "8.0")
    error_message = "MySQL 8"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.database_cpu["high"].threshold == 40 && aws_cloudwatch_metric_alarm.database_cpu["high"].period * aws_cloudwatch_metric_alarm.database_cpu["high"].evaluation_periods == 300 && aws_cloudwatch_metric_alarm.database_cpu["high"].comparison_operator == "GreaterThanThreshold"
    error_message = "CPU above 40 % for 5 minutes"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.database_cpu["critical"].threshold == 90
    error_message = "critical at 90 %"
  }
  assert {
    condition     = one([for p in aws_rds_cluster_parameter_group.this.parameter : p.value if p.name == "binlog_row_image"]) == "MINIMAL" && one([for p in aws_rds_cluster_parameter_group.this.parameter : p.value if p.name == "require_secure_transport"]) == "ON"
    error_message = "the parameters asked for"
  }
}

run "the_bucket_is_private_and_open_to_our_pages_only" {
  command = apply
  assert {
    condition     = aws_s3_bucket_public_access_block.this[0].restrict_public_buckets && aws_s3_bucket_public_access_block.this[0].block_public_policy
    error_message = "private"
  }
  assert {
    condition     = one(one(aws_s3_bucket_cors_configuration.this[0].cors_rule).allowed_origins) == "https://wandb.example.org"
    error_message = "CORS for our host alone"
  }
  assert {
    condition     = aws_s3_bucket_versioning.this[0].versioning_configuration[0].status == "Enabled"
    error_message = "versions are kept"
  }
  assert {
    condition     = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.this[0].rule : length(rule.expiration) == 0])
    error_message = "objects must never expire"
  }
  assert {
    condition     = strcontains(aws_s3_bucket_policy.this[0].policy, "aws:SecureTransport")
    error_message = "TLS only"
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.app.policy, "\"Resource\":\"*\"")
    error_message = "the application's role names its bucket and key"
  }
}

run "redis_is_version_7_with_tls_and_a_password" {
  command = apply
  assert {
    condition     = startswith(aws_elasticache_replication_group.this.engine_version, "7.") && aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.auth_token == var.redis_auth_token
    error_message = "Redis 7 with TLS and a password"
  }
}

run "values_for_helm_hold_no_secret" {
  command = apply
  assert {
    condition     = !strcontains(output.helm_values, var.database_master_password) && yamldecode(output.helm_values).global.host == "https://wandb.example.org"
    error_message = "helm_values holds a password or another host"
  }
}

run "backups_can_be_locked" {
  command = apply
  variables { backup_object_lock_days = 30 }
  assert {
    condition     = aws_s3_bucket.backup.object_lock_enabled && aws_s3_bucket_object_lock_configuration.backup[0].rule[0].default_retention[0].days == 30
    error_message = "not locked"
  }
}

run "short_backups_are_refused" {
  command = plan
  variables { database_backup_retention_period = 3 }
  expect_failures = [var.database_backup_retention_period]
}

run "backups_beside_their_original_are_refused" {
  command = plan
  override_data {
    target = data.aws_region.backup
    values = { name = "eu-central-1" }
  }
  expect_failures = [aws_s3_bucket.backup]
}

run "an_open_api_needs_networks" {
  command = plan
  variables { kubernetes_public_access = true }
  expect_failures = [aws_eks_cluster.this]
}

run "an_old_cluster_is_refused" {
  command = plan
  variables { eks_cluster_version = "1.28" }
  expect_failures = [var.eks_cluster_version]
}
