locals {
  make_bucket = var.bucket_name == ""
  bucket_name = local.make_bucket ? google_storage_bucket.this[0].name : var.bucket_name
}

resource "google_storage_bucket" "this" {
  count                       = local.make_bucket ? 1 : 0
  project                     = var.project_id
  name                        = "${var.namespace}-${data.google_project.this.number}"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.deletion_protection
  labels                      = local.labels
  encryption { default_kms_key_name = local.key }
  versioning { enabled = true }
  # Browsers load charts and files straight from the bucket, on our pages only.
  cors {
    origin          = ["https://${local.host}"]
    method          = ["GET", "HEAD", "PUT"]
    response_header = ["ETag", "Content-Type", "Content-MD5", "x-goog-resumable"]
    max_age_seconds = 3600
  }
  # Never an expiry of objects themselves: that would delete the history of runs.
  lifecycle_rule {
    action { type = "AbortIncompleteMultipartUpload" }
    condition { age = 8 }
  }
  lifecycle_rule {
    action { type = "Delete" }
    condition {
      with_state                 = "ARCHIVED"
      days_since_noncurrent_time = 30
    }
  }
  depends_on = [google_kms_crypto_key_iam_member.services]
}

# Backups go to another region.
resource "google_storage_bucket" "backup" {
  project                     = var.project_id
  name                        = "${var.namespace}-backup-${data.google_project.this.number}"
  location                    = var.backup_region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  labels                      = local.labels
  versioning { enabled = var.backup_retention_days == 0 }
  dynamic "retention_policy" {
    for_each = var.backup_retention_days > 0 ? [1] : []
    content { retention_period = var.backup_retention_days * 86400 }
  }
  lifecycle {
    precondition {
      condition     = var.backup_region != var.region
      error_message = "backup_region is another one than region: a backup beside its original is lost with it."
    }
  }
}
