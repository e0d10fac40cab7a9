output "url" { value = "https://${local.host}" }
output "namespace" { value = var.namespace }
output "address" { value = local.address }
output "address_name" { value = local.address_name }

output "cluster_name" { value = local.cluster.name }
output "cluster_endpoint" { value = local.cluster.endpoint }

output "bucket_name" { value = local.bucket_name }
output "bucket_region" { value = var.region }
output "backup_bucket_name" { value = google_storage_bucket.backup.name }
output "kms_key_id" { value = local.key }
output "service_account" { value = google_service_account.app.email }

output "database_connection_string" {
  sensitive = true
  value     = "mysql://${var.database_master_username}:${var.database_master_password}@${google_sql_database_instance.this.private_ip_address}:3306/${var.database_name}?tls=skip-verify"
}

output "redis_password" {
  sensitive = true
  value     = google_redis_instance.this.auth_string
}

output "redis_ca" { value = google_redis_instance.this.server_ca_certs[0].cert }
output "database_ca" { value = google_sql_database_instance.this.server_ca_cert[0].cert }

# For `helm install --values`; the two Secrets it names are kubectl's to make (README.md).
output "helm_values" {
  value = yamlencode({
    profile  = local.production ? "prod" : "dev"
    products = var.products
    global = {
      host   = "https://${local.host}"
      mysql  = { host = google_sql_database_instance.this.private_ip_address, port = 3306, user = var.database_master_username, database = var.database_name, tls = "verify-ca", caCert = google_sql_database_instance.this.server_ca_cert[0].cert, passwordSecret = { name = "selvedge-mysql", passwordKey = "MYSQL_PASSWORD" } }
      redis  = { host = google_redis_instance.this.host, port = google_redis_instance.this.port, caCert = google_redis_instance.this.server_ca_certs[0].cert, params = { tls = "true" }, secret = { secretName = "selvedge-redis", secretKey = "REDIS_PASSWORD" } }
      bucket = { provider = "gcs", name = local.bucket_name, path = var.bucket_prefix }
      # who reaches the load balancer alone does not reach the bucket: its objects go through the server
      env = var.public_access ? {} : { SELVEDGE_OBJECTS_PROXY = "true" }
    }
    backup         = { enabled = true, target = "gs://${google_storage_bucket.backup.name}/selvedge" }
    serviceAccount = { name = "selvedge", annotations = { "iam.gke.io/gcp-service-account" = google_service_account.app.email } }
    service        = { annotations = { "cloud.google.com/backend-config" = jsonencode({ default = "selvedge" }), "cloud.google.com/neg" = jsonencode({ ingress = true }) } }
    app            = { replicas = local.production ? 2 : 1 }
    ingress = {
      class  = var.public_access ? "gce" : "gce-internal"
      preset = "gce"
      annotations = var.public_access ? {
        "kubernetes.io/ingress.global-static-ip-name" = local.address_name
        "ingress.gcp.kubernetes.io/pre-shared-cert"   = google_compute_managed_ssl_certificate.this[0].name
        } : {
        "kubernetes.io/ingress.regional-static-ip-name" = local.address_name
      }
      tls = var.public_access ? [] : [{ secretName = "selvedge-tls" }]
    }
  })
}

# For `kubectl apply`: who may reach the load balancer, and its patience with large uploads.
output "backend_config" {
  value = yamlencode({
    apiVersion = "cloud.google.com/v1"
    kind       = "BackendConfig"
    metadata   = { name = "selvedge" }
    spec = merge({
      timeoutSec  = 600
      healthCheck = { type = "HTTP", requestPath = "/ready", port = 8080 }
    }, var.public_access ? { securityPolicy = { name = google_compute_security_policy.edge[0].name } } : {})
  })
}
