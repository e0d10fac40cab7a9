locals {
  database_machine = var.database_instance_class == "" ? module.sizes.database_machine : var.database_instance_class
}

resource "aws_db_subnet_group" "this" {
  name       = var.namespace
  subnet_ids = local.private
  tags       = local.tags
  lifecycle {
    precondition {
      condition     = local.make_network || length(local.given_zones) >= var.zone_count
      error_message = "network_id needs network_private_subnets in zone_count zones."
    }
    precondition {
      condition     = local.make_cluster || !local.make_network
      error_message = "eks_cluster_name needs network_id and network_private_subnets: the database and Redis are put beside the cluster."
    }
  }
}

resource "aws_security_group" "database" {
  name_prefix = "${var.namespace}-mysql-"
  description = "MySQL from the cluster"
  vpc_id      = local.network_id
  ingress {
    description     = "cluster"
    protocol        = "tcp"
    from_port       = 3306
    to_port         = 3306
    security_groups = local.cluster_groups
  }
  tags = local.tags
}

resource "aws_rds_cluster_parameter_group" "this" {
  name_prefix = "${var.namespace}-"
  family      = "aurora-mysql8.0"
  dynamic "parameter" {
    for_each = {
      binlog_format                    = "ROW"
      binlog_row_image                 = "MINIMAL"
      innodb_flush_log_at_trx_commit   = "1"
      innodb_online_alter_log_max_size = "268435456"
      max_prepared_stmt_count          = "1048576"
      sort_buffer_size                 = "67108864"
      require_secure_transport         = "ON"
      slow_query_log                   = "1"
      long_query_time                  = "1"
      character_set_server             = "utf8mb4"
    }
    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = contains(["binlog_format", "innodb_online_alter_log_max_size"], parameter.key) ? "pending-reboot" : "immediate"
    }
  }
  tags = local.tags
  lifecycle { create_before_destroy = true }
}

resource "aws_rds_cluster" "this" {
  cluster_identifier              = var.namespace
  engine                          = "aurora-mysql"
  engine_version                  = var.database_engine_version
  database_name                   = var.database_name
  master_username                 = var.database_master_username
  master_password                 = var.database_master_password
  db_subnet_group_name            = aws_db_subnet_group.this.name
  vpc_security_group_ids          = [aws_security_group.database.id]
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name
  storage_encrypted               = true
  kms_key_id                      = local.key_arn
  backup_retention_period         = var.database_backup_retention_period
  preferred_backup_window         = "02:00-03:00"
  copy_tags_to_snapshot           = true
  deletion_protection             = var.deletion_protection
  skip_final_snapshot             = false
  final_snapshot_identifier       = "${var.namespace}-final"
  enabled_cloudwatch_logs_exports = ["error", "slowquery"]
  tags                            = local.tags
}

# The second is the hot standby, on another machine in another zone.
resource "aws_rds_cluster_instance" "this" {
  count                        = local.production ? 2 : 1
  identifier                   = "${var.namespace}-${count.index}"
  cluster_identifier           = aws_rds_cluster.this.id
  engine                       = aws_rds_cluster.this.engine
  engine_version               = aws_rds_cluster.this.engine_version
  instance_class               = local.database_machine
  availability_zone            = element(local.zones, count.index)
  promotion_tier               = count.index
  publicly_accessible          = false
  performance_insights_enabled = local.production
  auto_minor_version_upgrade   = true
  tags                         = local.tags
}

resource "aws_cloudwatch_metric_alarm" "database_cpu" {
  for_each = {
    high     = { percent = var.database_cpu_alarm_percent, text = "the database needs a larger machine" }
    critical = { percent = 90, text = "the database is out of CPU" }
  }
  alarm_name          = "${var.namespace}-mysql-cpu-${each.key}"
  alarm_description   = "CPU above ${each.value.percent} % for five minutes: ${each.value.text}"
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  dimensions          = { DBClusterIdentifier = aws_rds_cluster.this.cluster_identifier, Role = "WRITER" }
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.percent
  period              = 60
  evaluation_periods  = 5
  treat_missing_data  = "missing"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
  tags                = local.tags
}
