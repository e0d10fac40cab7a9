locals {
  make_key = var.kms_key_id == ""
  key      = local.make_key ? google_kms_crypto_key.this[0].id : var.kms_key_id
  # services that read and write with the key; their accounts exist once each service was used (README.md)
  key_users = {
    storage = "service-${data.google_project.this.number}@gs-project-accounts.iam.gserviceaccount.com"
    sql     = "service-${data.google_project.this.number}@gcp-sa-cloud-sql.iam.gserviceaccount.com"
    redis   = "service-${data.google_project.this.number}@cloud-redis.iam.gserviceaccount.com"
    gke     = "service-${data.google_project.this.number}@container-engine-robot.iam.gserviceaccount.com"
  }
}

resource "google_kms_key_ring" "this" {
  count    = local.make_key ? 1 : 0
  project  = var.project_id
  name     = var.namespace
  location = var.region
}

resource "google_kms_crypto_key" "this" {
  count           = local.make_key ? 1 : 0
  name            = var.namespace
  key_ring        = google_kms_key_ring.this[0].id
  rotation_period = "7776000s"
  labels          = local.labels
}

resource "google_kms_crypto_key_iam_member" "services" {
  for_each      = local.key_users
  crypto_key_id = local.key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:${each.value}"
}
