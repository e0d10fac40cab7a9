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
  mock_data "aws_eks_cluster" {
    defaults = {
      endpoint              = "https://theirs.example"
      version               = "1.31"
      identity              = [{ oidc = [{ issuer = "https://oidc.example/id/THEIRS" }] }]
      certificate_authority = [{ data = "Q0E=" }]
      vpc_config            = [{ vpc_id = "vpc-theirs", cluster_security_group_id = "sg-theirs" }]
    }
  }
  mock_data "aws_subnet" {
    defaults = { availability_zone = "eu-central-1a" }
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
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::mock" }
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
    condition     = aws_launch_template.node[0].block_device_mappings[0].ebs[0].volume_size == 100
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
    condition     = alltrue([for statement in jsondecode(aws_iam_role_policy.app.policy).Statement : alltrue([for name in flatten([statement.Resource]) : startswith(name, "arn:aws:s3:::wandb-") || startswith(name, "arn:aws:s3:::mock") || name == aws_kms_key.this[0].arn])])
    error_message = "the application's role names its buckets and key"
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

run "backups_are_made_each_night_in_the_other_region" {
  command = apply
  assert {
    condition     = yamldecode(output.helm_values).backup.enabled && yamldecode(output.helm_values).backup.target == "s3://wandb-backup-111122223333/selvedge?region=eu-west-1"
    error_message = "the chart is told nothing of the bucket of the backups"
  }
  assert {
    condition     = contains(jsondecode(aws_iam_role_policy.app.policy).Statement[0].Resource, "${aws_s3_bucket.backup.arn}/*")
    error_message = "the application's role may not write them"
  }
}

run "an_existing_network_has_the_zones_of_its_subnets" {
  command = apply
  variables {
    network_id              = "vpc-theirs"
    network_private_subnets = ["subnet-1", "subnet-2", "subnet-3"]
  }
  override_data {
    target = data.aws_subnet.given["subnet-1"]
    values = { availability_zone = "eu-central-1c" }
  }
  override_data {
    target = data.aws_subnet.given["subnet-2"]
    values = { availability_zone = "eu-central-1c" }
  }
  override_data {
    target = data.aws_subnet.given["subnet-3"]
    values = { availability_zone = "eu-central-1b" }
  }
  assert {
    condition     = length(aws_vpc.this) == 0 && aws_security_group.database.vpc_id == "vpc-theirs"
    error_message = "the network that is there"
  }
  assert {
    condition     = aws_rds_cluster_instance.this[0].availability_zone == "eu-central-1c" && aws_rds_cluster_instance.this[1].availability_zone == "eu-central-1b"
    error_message = "zones of the subnets, not the region's first"
  }
  assert {
    condition     = one(aws_eks_node_group.this[0].subnet_ids) == "subnet-1" && one(aws_eks_node_group.this[1].subnet_ids) == "subnet-3"
    error_message = "one group of nodes in each zone"
  }
}

run "subnets_of_one_zone_are_refused" {
  command = plan
  variables {
    network_id              = "vpc-theirs"
    network_private_subnets = ["subnet-1", "subnet-2"]
  }
  override_data {
    target = data.aws_subnet.given["subnet-1"]
    values = { availability_zone = "eu-central-1a" }
  }
  override_data {
    target = data.aws_subnet.given["subnet-2"]
    values = { availability_zone = "eu-central-1a" }
  }
  expect_failures = [aws_db_subnet_group.this]
}

run "an_existing_cluster_is_used_as_it_is" {
  command = apply
  variables {
    eks_cluster_name        = "theirs"
    eks_oidc_provider_arn   = "arn:aws:iam::111122223333:oidc-provider/theirs"
    network_id              = "vpc-theirs"
    network_private_subnets = ["subnet-1", "subnet-2"]
  }
  override_data {
    target = data.aws_subnet.given["subnet-2"]
    values = { availability_zone = "eu-central-1b" }
  }
  assert {
    condition     = length(aws_eks_cluster.this) == 0 && length(aws_eks_node_group.this) == 0 && length(aws_eks_addon.this) == 0 && length(aws_iam_role.node) == 0 && length(aws_vpc.this) == 0
    error_message = "no cluster, nodes or network beside theirs"
  }
  assert {
    condition     = one(one(aws_security_group.database.ingress).security_groups) == "sg-theirs" && one(one(aws_security_group.redis.ingress).security_groups) == "sg-theirs"
    error_message = "the database and Redis are reached from it"
  }
  assert {
    condition     = length(aws_iam_openid_connect_provider.cluster) == 0 && strcontains(aws_iam_role.app.assume_role_policy, "oidc.example/id/THEIRS:sub") && strcontains(aws_iam_role.app.assume_role_policy, "oidc-provider/theirs")
    error_message = "its service account gets the bucket's role"
  }
  assert {
    condition     = output.cluster_endpoint == "https://theirs.example" && length(aws_rds_cluster_instance.this) == 2
    error_message = "what the rest needs of it, and a database in two zones"
  }
}

run "nodes_of_their_own_group_reach_the_database" {
  command = apply
  variables {
    eks_cluster_name         = "theirs"
    eks_node_security_groups = ["sg-nodes"]
    network_id               = "vpc-theirs"
    network_private_subnets  = ["subnet-1", "subnet-2"]
  }
  override_data {
    target = data.aws_subnet.given["subnet-2"]
    values = { availability_zone = "eu-central-1b" }
  }
  assert {
    condition     = one(one(aws_security_group.database.ingress).security_groups) == "sg-nodes" && length(aws_iam_openid_connect_provider.cluster) == 1
    error_message = "the group that was named, a provider where none was"
  }
}

run "an_existing_cluster_needs_its_network" {
  command = plan
  variables { eks_cluster_name = "theirs" }
  expect_failures = [aws_db_subnet_group.this, data.aws_eks_cluster.given]
}

run "an_existing_cluster_of_another_network_is_refused" {
  command = plan
  variables {
    eks_cluster_name        = "theirs"
    network_id              = "vpc-other"
    network_private_subnets = ["subnet-1", "subnet-2"]
  }
  override_data {
    target = data.aws_subnet.given["subnet-2"]
    values = { availability_zone = "eu-central-1b" }
  }
  expect_failures = [data.aws_eks_cluster.given]
}

run "an_existing_cluster_that_is_old_is_refused" {
  command = plan
  variables {
    eks_cluster_name        = "theirs"
    network_id              = "vpc-theirs"
    network_private_subnets = ["subnet-1", "subnet-2"]
  }
  override_data {
    target = data.aws_subnet.given["subnet-2"]
    values = { availability_zone = "eu-central-1b" }
  }
  override_data {
    target = data.aws_eks_cluster.given[0]
    values = {
      version    = "1.28"
      vpc_config = [{ vpc_id = "vpc-theirs", cluster_security_group_id = "sg-theirs" }]
      identity   = [{ oidc = [{ issuer = "https://oidc.example/id/THEIRS" }] }]
    }
  }
  expect_failures = [data.aws_eks_cluster.given]
}

run "private_has_no_way_in_or_out" {
  command = apply
  variables {
    public_access       = false
    zone_id             = ""
    acm_certificate_arn = "arn:aws:acm:eu-central-1:111122223333:certificate/ours"
  }
  assert {
    condition     = length(aws_internet_gateway.this) == 0 && length(aws_nat_gateway.out) == 0 && length(aws_subnet.public) == 0 && alltrue([for table in aws_route_table.private : length(table.route) == 0])
    error_message = "a way to the internet"
  }
  assert {
    condition     = alltrue([for each in aws_vpc_endpoint.services : each.private_dns_enabled && each.vpc_endpoint_type == "Interface"]) && toset(keys(aws_vpc_endpoint.services)) == toset(["ec2", "ecr.api", "ecr.dkr", "eks", "elasticloadbalancing", "logs", "sts"]) && length(aws_vpc_endpoint.s3) == 1
    error_message = "what nodes call is inside"
  }
  assert {
    condition     = !aws_eks_cluster.this[0].vpc_config[0].endpoint_public_access && aws_eks_cluster.this[0].vpc_config[0].endpoint_private_access
    error_message = "the cluster's API is private"
  }
  assert {
    condition     = yamldecode(output.helm_values).ingress.annotations["alb.ingress.kubernetes.io/scheme"] == "internal" && yamldecode(output.helm_values).ingress.annotations["alb.ingress.kubernetes.io/certificate-arn"] == "arn:aws:acm:eu-central-1:111122223333:certificate/ours"
    error_message = "an internal load balancer with the certificate that was named"
  }
  assert {
    condition     = yamldecode(output.helm_values).global.env.SELVEDGE_OBJECTS_PROXY == "true"
    error_message = "objects go through the server"
  }
  assert {
    condition     = length(aws_acm_certificate.this) == 0 && length(aws_route53_record.validation) == 0
    error_message = "no certificate and no public name beside it"
  }
}

run "public_is_what_it_was" {
  command = apply
  assert {
    condition     = yamldecode(output.helm_values).ingress.annotations["alb.ingress.kubernetes.io/scheme"] == "internet-facing" && length(yamldecode(output.helm_values).global.env) == 0 && length(aws_vpc_endpoint.services) == 0
    error_message = "an outer load balancer, objects straight from the bucket"
  }
}

run "private_keeps_the_api_private" {
  command = plan
  variables {
    public_access                  = false
    kubernetes_public_access       = true
    kubernetes_public_access_cidrs = ["203.0.113.0/24"]
  }
  expect_failures = [aws_eks_cluster.this]
}

run "a_certificate_needs_a_zone" {
  command = plan
  variables { zone_id = "" }
  expect_failures = [aws_acm_certificate.this]
}

run "an_existing_bucket_and_key_are_left_as_they_are" {
  command = apply
  variables {
    bucket_name   = "our-bucket"
    bucket_prefix = "wandb"
    kms_key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/ours"
  }
  assert {
    condition     = length(aws_s3_bucket.this) == 0 && length(aws_s3_bucket_policy.this) == 0 && length(aws_s3_bucket_cors_configuration.this) == 0 && length(aws_kms_key.this) == 0
    error_message = "nothing of theirs is changed"
  }
  assert {
    condition     = contains(jsondecode(aws_iam_role_policy.app.policy).Statement[0].Resource, "arn:aws:s3:::our-bucket/*") && jsondecode(aws_iam_role_policy.app.policy).Statement[2].Resource == "arn:aws:kms:eu-central-1:111122223333:key/ours"
    error_message = "the application may use it, with its key"
  }
  assert {
    condition     = yamldecode(output.helm_values).global.bucket.name == "our-bucket" && yamldecode(output.helm_values).global.bucket.path == "wandb"
    error_message = "the chart is told"
  }
}
