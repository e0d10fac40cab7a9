locals {
  key_arn = var.kms_key_arn == "" ? aws_kms_key.this[0].arn : var.kms_key_arn
}

resource "aws_kms_key" "this" {
  count                   = var.kms_key_arn == "" ? 1 : 0
  description             = "${var.namespace}: objects, database, cache, secrets of the cluster"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_kms_alias" "this" {
  count         = var.kms_key_arn == "" ? 1 : 0
  name          = "alias/${var.namespace}"
  target_key_id = aws_kms_key.this[0].id
}
