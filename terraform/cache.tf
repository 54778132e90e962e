resource "aws_elasticache_subnet_group" "cache" {
  name       = "voki-${var.environment}"
  subnet_ids = var.private_subnet_ids
}

resource "aws_elasticache_replication_group" "cache" {
  replication_group_id       = "voki-${var.environment}"
  description                = "Jobs, rate limits and the websockets' channel"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = var.cache_node_type
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  transit_encryption_enabled = true
  at_rest_encryption_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.cache.name
  security_group_ids         = [aws_security_group.cache.id]
}

resource "aws_security_group" "cache" {
  name_prefix = "voki-${var.environment}-cache-"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "cache" {
  security_group_id            = aws_security_group.cache.id
  referenced_security_group_id = aws_security_group.processes.id
  from_port                    = 6379
  to_port                      = 6379
  ip_protocol                  = "tcp"
}
