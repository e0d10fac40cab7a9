# One primary that all writes go to; a replica takes over in production.
resource "google_redis_instance" "this" {
  project                 = var.project_id
  name                    = var.namespace
  region                  = var.region
  redis_version           = "REDIS_7_2"
  tier                    = local.production ? "STANDARD_HA" : "BASIC"
  memory_size_gb          = var.redis_memory_size_gb
  authorized_network      = local.network
  connect_mode            = "PRIVATE_SERVICE_ACCESS"
  auth_enabled            = true
  transit_encryption_mode = "SERVER_AUTHENTICATION"
  customer_managed_key    = local.key
  labels                  = local.labels
  depends_on              = [google_service_networking_connection.services, google_kms_crypto_key_iam_member.services]
}
