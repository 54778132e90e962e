output "load_balancer" {
  description = "Where platform_host and *.platform_host point."
  value       = aws_lb.web.dns_name
}

output "database" {
  description = "Host and port; the owner's password is in its own secret."
  value       = aws_db_instance.database.endpoint
}

output "bucket" {
  value = aws_s3_bucket.objects.bucket
}
