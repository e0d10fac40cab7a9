output "url" { value = "https://${local.host}" }
output "namespace" { value = var.namespace }

output "cluster_name" { value = local.cluster.name }
output "cluster_endpoint" { value = local.cluster.endpoint }
output "cluster_certificate_authority" { value = local.cluster.authority }

output "bucket_name" { value = local.bucket_name }
output "bucket_region" { value = data.aws_region.here.name }
output "backup_bucket_name" { value = aws_s3_bucket.backup.bucket }
output "kms_key_arn" { value = local.key_arn }
output "app_role_arn" { value = aws_iam_role.app.arn }

output "database_connection_string" {
  sensitive = true
  value     = "mysql://${var.database_master_username}:${var.database_master_password}@${aws_rds_cluster.this.endpoint}:3306/${var.database_name}?tls=true"
}

output "redis_connection_string" {
  sensitive = true
  value     = "redis://:${var.redis_auth_token}@${aws_elasticache_replication_group.this.primary_endpoint_address}:6379?tls=true"
}

# For `helm install --values`; the two Secrets it names are kubectl's to make (README.md).
output "helm_values" {
  value = yamlencode({
    profile  = local.production ? "prod" : "dev"
    products = var.products
    global = {
      host   = "https://${local.host}"
      mysql  = { host = aws_rds_cluster.this.endpoint, port = 3306, user = var.database_master_username, database = var.database_name, tls = "true", passwordSecret = { name = "selvedge-mysql", passwordKey = "MYSQL_PASSWORD" } }
      redis  = { host = aws_elasticache_replication_group.this.primary_endpoint_address, port = 6379, params = { tls = "true" }, secret = { secretName = "selvedge-redis", secretKey = "REDIS_PASSWORD" } }
      bucket = { provider = "s3", name = local.bucket_name, path = var.bucket_prefix, region = data.aws_region.here.name, kmsKey = local.key_arn }
      # who reaches the load balancer alone does not reach the bucket: its objects go through the server
      env = var.public_access ? {} : { SELVEDGE_OBJECTS_PROXY = "true" }
    }
    backup         = { enabled = true, target = "s3://${aws_s3_bucket.backup.bucket}/selvedge?region=${data.aws_region.backup.name}" }
    serviceAccount = { name = "selvedge", annotations = { "eks.amazonaws.com/role-arn" = aws_iam_role.app.arn } }
    app            = { replicas = local.production ? 2 : 1 }
    ingress = {
      class  = "alb"
      preset = "alb"
      annotations = {
        "alb.ingress.kubernetes.io/scheme"             = var.public_access ? "internet-facing" : "internal"
        "alb.ingress.kubernetes.io/certificate-arn"    = local.certificate_arn
        "alb.ingress.kubernetes.io/inbound-cidrs"      = join(",", var.allowed_inbound_cidr)
        "alb.ingress.kubernetes.io/tags"               = "selvedge/namespace=${var.namespace}"
        "alb.ingress.kubernetes.io/load-balancer-name" = var.namespace
      }
    }
  })
}
