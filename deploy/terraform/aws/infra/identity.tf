# The application's pods, and only they, may use exactly this bucket, this key and the bucket of the backups.
locals {
  make_provider = var.eks_oidc_provider_arn == ""
  provider_arn  = local.make_provider ? aws_iam_openid_connect_provider.cluster[0].arn : var.eks_oidc_provider_arn
  issuer        = replace(local.cluster.issuer, "https://", "")
}

resource "aws_iam_openid_connect_provider" "cluster" {
  count          = local.make_provider ? 1 : 0
  url            = local.cluster.issuer
  client_id_list = ["sts.amazonaws.com"]
  tags           = local.tags
}

resource "aws_iam_role" "app" {
  name = "${var.namespace}-app"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = local.provider_arn }
      Condition = { StringEquals = {
        "${local.issuer}:aud" = "sts.amazonaws.com"
        "${local.issuer}:sub" = "system:serviceaccount:${var.kubernetes_namespace}:selvedge"
      } }
    }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy" "app" {
  name = "bucket"
  role = aws_iam_role.app.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
        Resource = ["${local.bucket_arn}/*", "${aws_s3_bucket.backup.arn}/*"]
      },
      { Effect = "Allow", Action = ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetBucketLocation", "s3:GetBucketCORS"], Resource = [local.bucket_arn, aws_s3_bucket.backup.arn] },
      { Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = local.key_arn },
    ]
  })
}
