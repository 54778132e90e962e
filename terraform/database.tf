resource "aws_db_subnet_group" "database" {
  name       = "voki-${var.environment}"
  subnet_ids = var.private_subnet_ids
}

resource "aws_db_parameter_group" "database" {
  name   = "voki-${var.environment}-16"
  family = "postgres16"

  # A dump or a drop of many companies holds a lock on each of their tables.
  parameter {
    name         = "max_locks_per_transaction"
    value        = "1024"
    apply_method = "pending-reboot"
  }
}

resource "aws_db_instance" "database" {
  identifier                      = "voki-${var.environment}"
  engine                          = "postgres"
  engine_version                  = "16"
  instance_class                  = var.database_instance_class
  allocated_storage               = 100
  max_allocated_storage           = 1000
  storage_type                    = "gp3"
  storage_encrypted               = true
  db_name                         = "voki"
  username                        = "voki_owner"
  manage_master_user_password     = true
  multi_az                        = true
  db_subnet_group_name            = aws_db_subnet_group.database.name
  parameter_group_name            = aws_db_parameter_group.database.name
  vpc_security_group_ids          = [aws_security_group.database.id]
  backup_retention_period         = 14
  deletion_protection             = true
  performance_insights_enabled    = true
  enabled_cloudwatch_logs_exports = ["postgresql"]
  copy_tags_to_snapshot           = true
  final_snapshot_identifier       = "voki-${var.environment}-final"
}

resource "aws_security_group" "database" {
  name_prefix = "voki-${var.environment}-database-"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = aws_security_group.processes.id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}
