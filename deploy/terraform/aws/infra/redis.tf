locals {
  redis_machine = var.redis_node_type != "" ? var.redis_node_type : (local.production ? "cache.m6g.large" : "cache.t4g.small")
}

resource "aws_elasticache_subnet_group" "this" {
  name       = var.namespace
  subnet_ids = local.private
  tags       = local.tags
}

resource "aws_security_group" "redis" {
  name_prefix = "${var.namespace}-redis-"
  description = "Redis from the cluster"
  vpc_id      = local.network_id
  ingress {
    description     = "cluster"
    protocol        = "tcp"
    from_port       = 6379
    to_port         = 6379
    security_groups = local.cluster_groups
  }
  tags = local.tags
}

# One primary that all writes go to; a replica takes over in production.
resource "aws_elasticache_replication_group" "this" {
  replication_group_id       = var.namespace
  description                = "${var.namespace}: queue and cache, nothing that cannot be made again"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = local.redis_machine
  num_cache_clusters         = local.production ? 2 : 1
  automatic_failover_enabled = local.production
  multi_az_enabled           = local.production
  subnet_group_name          = aws_elasticache_subnet_group.this.name
  security_group_ids         = [aws_security_group.redis.id]
  transit_encryption_enabled = true
  at_rest_encryption_enabled = true
  kms_key_id                 = local.key_arn
  auth_token                 = var.redis_auth_token
  apply_immediately          = true
  tags                       = local.tags
}
