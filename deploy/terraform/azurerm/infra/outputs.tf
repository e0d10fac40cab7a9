locals {
  ingress_class = coalesce(var.ingress_class, var.public_access ? "azure-application-gateway" : "webapprouting.kubernetes.azure.com")
}

output "url" { value = "https://${local.host}" }
output "namespace" { value = var.namespace }
output "resource_group_name" { value = azurerm_resource_group.this.name }
output "node_resource_group" { value = local.cluster.resource_group }

output "cluster_name" { value = local.cluster.name }
output "oidc_issuer_url" { value = local.cluster.issuer }
output "client_id" { value = azurerm_user_assigned_identity.app.client_id }

output "bucket_name" { value = "${local.account_name}/${var.bucket_name}" }
output "backup_bucket_name" { value = "${azurerm_storage_account.backup.name}/${azurerm_storage_container.backup.name}" }

output "database_connection_string" {
  sensitive = true
  value     = "mysql://${var.database_master_username}:${var.database_master_password}@${azurerm_mysql_flexible_server.this.fqdn}:3306/${var.database_name}?tls=true"
}

output "redis_password" {
  sensitive = true
  value     = azurerm_managed_redis.this.default_database[0].primary_access_key
}

# For `helm install --values`; the Secrets it names are kubectl's to make (README.md).
output "helm_values" {
  value = yamlencode({
    profile  = local.production ? "prod" : "dev"
    products = var.products
    global = {
      host   = "https://${local.host}"
      mysql  = { host = azurerm_mysql_flexible_server.this.fqdn, port = 3306, user = var.database_master_username, database = var.database_name, tls = "true", passwordSecret = { name = "selvedge-mysql", passwordKey = "MYSQL_PASSWORD" } }
      redis  = { host = azurerm_managed_redis.this.hostname, port = 10000, params = { tls = "true" }, secret = { secretName = "selvedge-redis", secretKey = "REDIS_PASSWORD" } }
      bucket = { provider = "az", name = local.account_name, path = var.bucket_prefix == "" ? var.bucket_name : "${var.bucket_name}/${var.bucket_prefix}" }
      # who reaches the load balancer alone does not reach the bucket: its objects go through the server
      env = var.public_access ? {} : { SELVEDGE_OBJECTS_PROXY = "true" }
    }
    backup         = { enabled = true, target = "az://${azurerm_storage_account.backup.name}/${azurerm_storage_container.backup.name}/selvedge" }
    serviceAccount = { name = "selvedge", annotations = { "azure.workload.identity/client-id" = azurerm_user_assigned_identity.app.client_id } }
    app            = { replicas = local.production ? 2 : 1, podLabels = { "azure.workload.identity/use" = "true" } }
    ingress = {
      class  = local.ingress_class
      preset = local.ingress_class == "azure-application-gateway" ? "appgw" : (strcontains(local.ingress_class, "haproxy") || strcontains(local.ingress_class, "traefik") ? local.ingress_class : "nginx")
      tls    = [{ secretName = "selvedge-tls" }]
    }
  })
}
