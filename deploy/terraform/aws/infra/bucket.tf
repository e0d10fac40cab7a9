locals {
  make_bucket = var.bucket_name == ""
  bucket_name = local.make_bucket ? aws_s3_bucket.this[0].bucket : var.bucket_name
  bucket_arn  = "arn:aws:s3:::${local.bucket_name}"
}

resource "aws_s3_bucket" "this" {
  count         = local.make_bucket ? 1 : 0
  bucket        = "${var.namespace}-${data.aws_caller_identity.self.account_id}"
  force_destroy = !var.deletion_protection
  tags          = local.tags
}

resource "aws_s3_bucket_public_access_block" "this" {
  count                   = local.make_bucket ? 1 : 0
  bucket                  = local.bucket_name
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count  = local.make_bucket ? 1 : 0
  bucket = local.bucket_name
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = local.key_arn
    }
  }
}

resource "aws_s3_bucket_versioning" "this" {
  count  = local.make_bucket ? 1 : 0
  bucket = local.bucket_name
  versioning_configuration { status = "Enabled" }
}

# Browsers load charts and files straight from the bucket, on our pages only.
resource "aws_s3_bucket_cors_configuration" "this" {
  count  = local.make_bucket ? 1 : 0
  bucket = local.bucket_name
  cors_rule {
    allowed_origins = ["https://${local.host}"]
    allowed_methods = ["GET", "HEAD", "PUT"]
    allowed_headers = ["*"]
    expose_headers  = ["ETag"]
    max_age_seconds = 3600
  }
}

# Never an expiry of objects themselves: that would delete the history of runs.
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count  = local.make_bucket ? 1 : 0
  bucket = local.bucket_name
  rule {
    id     = "abandoned-uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload { days_after_initiation = 8 }
  }
  rule {
    id     = "deleted-objects"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration { noncurrent_days = 30 }
  }
}

resource "aws_s3_bucket_policy" "this" {
  count  = local.make_bucket ? 1 : 0
  bucket = local.bucket_name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [local.bucket_arn, "${local.bucket_arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

# Backups go to another region.
resource "aws_s3_bucket" "backup" {
  provider            = aws.backup
  bucket              = "${var.namespace}-backup-${data.aws_caller_identity.self.account_id}"
  object_lock_enabled = var.backup_object_lock_days > 0
  tags                = local.tags
  lifecycle {
    precondition {
      condition     = data.aws_region.backup.name != data.aws_region.here.name
      error_message = "aws.backup is a provider of another region: a backup beside its original is lost with it."
    }
  }
}

resource "aws_s3_bucket_versioning" "backup" {
  provider = aws.backup
  bucket   = aws_s3_bucket.backup.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_public_access_block" "backup" {
  provider                = aws.backup
  bucket                  = aws_s3_bucket.backup.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "backup" {
  provider = aws.backup
  bucket   = aws_s3_bucket.backup.id
  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "aws:kms" }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "backup" {
  provider = aws.backup
  count    = var.backup_object_lock_days > 0 ? 1 : 0
  bucket   = aws_s3_bucket.backup.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = var.backup_object_lock_days
    }
  }
}
