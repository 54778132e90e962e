# Containers only: the values never stand in a file or in the state.
locals {
  secret_names = toset([
    "DATABASE_URL", "DATABASE_APP_URL", "SECRET_KEY", "ENCRYPTION_KEYS", "SMTP_URL",
    "S3_ACCESS_KEY", "S3_SECRET_KEY", "TURN_SECRET", "METRICS_TOKEN",
  ])
}

resource "aws_secretsmanager_secret" "application" {
  for_each = local.secret_names

  name = "voki/${var.environment}/${each.key}"
}

# Whose keys S3_ACCESS_KEY and S3_SECRET_KEY are.
resource "aws_iam_user" "objects" {
  name = "voki-${var.environment}-objects"
}

resource "aws_iam_user_policy" "objects" {
  user   = aws_iam_user.objects.name
  policy = data.aws_iam_policy_document.objects.json
}

data "aws_iam_policy_document" "objects" {
  statement {
    actions   = ["s3:ListBucket", "s3:ListBucketMultipartUploads"]
    resources = [aws_s3_bucket.objects.arn]
  }

  statement {
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
    resources = ["${aws_s3_bucket.objects.arn}/*"]
  }
}
