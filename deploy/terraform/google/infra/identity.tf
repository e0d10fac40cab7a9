# The application's pods, and only they, may use exactly these buckets.
resource "google_service_account" "app" {
  project    = var.project_id
  account_id = "${var.namespace}-app"
}

resource "google_service_account_iam_member" "workload" {
  service_account_id = google_service_account.app.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${local.cluster.pool}[${var.kubernetes_namespace}/selvedge]"
  depends_on         = [google_container_cluster.this]
}

# signs the URLs that clients upload to, without a key of its own
resource "google_service_account_iam_member" "signing" {
  service_account_id = google_service_account.app.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = "serviceAccount:${google_service_account.app.email}"
}

resource "google_storage_bucket_iam_member" "app" {
  for_each = { objects = local.bucket_name, backups = google_storage_bucket.backup.name }
  bucket   = each.value
  role     = "roles/storage.objectAdmin"
  member   = "serviceAccount:${google_service_account.app.email}"
}

resource "google_storage_bucket_iam_member" "look" {
  for_each = { objects = local.bucket_name, backups = google_storage_bucket.backup.name }
  bucket   = each.value
  role     = "roles/storage.legacyBucketReader"
  member   = "serviceAccount:${google_service_account.app.email}"
}
