locals {
  commands = {
    web       = ["python", "wsgi.py"]
    worker    = ["python", "-m", "workers.run", "realtime", "default", "mail"]
    bulk      = ["python", "-m", "workers.run", "bulk"]
    scheduler = ["python", "-m", "workers.schedule"]
    recorder  = ["python", "-m", "workers.recorder"]
    ingest    = ["python", "-m", "workers.run", "ingest"]
    migrate   = ["sh", "-c", "flask bootstrap --accept-lacking && flask migrate"]
  }

  environment = {
    REDIS_URL       = "rediss://${aws_elasticache_replication_group.cache.primary_endpoint_address}:6379/0"
    S3_ENDPOINT_URL = "https://s3.${var.region}.amazonaws.com"
    S3_BUCKET       = aws_s3_bucket.objects.bucket
    S3_REGION       = var.region
    PLATFORM_HOST   = var.platform_host
    PUBLIC_SCHEME   = "https"
    TRUSTED_PROXIES = "1"
    MAIL_FROM       = var.mail_from
    TURN_URLS       = join(",", var.turn_urls)
    WEB_HOST        = "0.0.0.0"
    WEB_PORT        = "8000"
  }
}

resource "aws_ecs_cluster" "voki" {
  name = "voki-${var.environment}"
}

resource "aws_cloudwatch_log_group" "processes" {
  name              = "/voki/${var.environment}"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "process" {
  for_each = local.commands

  family                   = "voki-${var.environment}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  # Room for the two calls that a recorder takes at once: `make bench ARGS=recorder_cost` tells what one costs.
  cpu                = each.key == "recorder" ? 2048 : 1024
  memory             = each.key == "recorder" ? 4096 : 2048
  execution_role_arn = aws_iam_role.execution.arn

  dynamic "volume" {
    for_each = contains(local.with_recordings, each.key) ? ["recordings"] : []

    content {
      name = volume.value

      efs_volume_configuration {
        file_system_id     = aws_efs_file_system.recordings.id
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = aws_efs_access_point.recordings.id
        }
      }
    }
  }

  container_definitions = jsonencode([{
    name         = each.key
    image        = var.image
    command      = each.value
    essential    = true
    stopTimeout  = 30
    environment  = [for name, value in local.environment : { name = name, value = value }]
    secrets      = [for name, secret in aws_secretsmanager_secret.application : { name = name, valueFrom = secret.arn }]
    mountPoints  = contains(local.with_recordings, each.key) ? [{
      sourceVolume  = "recordings"
      containerPath = "/var/lib/voki/recordings"
    }] : []
    portMappings = each.key == "web" ? [{ containerPort = 8000 }] : []
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.processes.name
        awslogs-region        = var.region
        awslogs-stream-prefix = each.key
      }
    }
  }])
}

resource "aws_ecs_service" "process" {
  for_each = var.process_counts

  name            = each.key
  cluster         = aws_ecs_cluster.voki.id
  task_definition = aws_ecs_task_definition.process[each.key].arn
  desired_count   = each.value
  launch_type     = "FARGATE"

  network_configuration {
    subnets         = var.private_subnet_ids
    security_groups = [aws_security_group.processes.id]
  }

  dynamic "load_balancer" {
    for_each = each.key == "web" ? [aws_lb_target_group.web.arn] : []

    content {
      target_group_arn = load_balancer.value
      container_name   = "web"
      container_port   = 8000
    }
  }
}

resource "aws_security_group" "processes" {
  name_prefix = "voki-${var.environment}-processes-"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id            = aws_security_group.processes.id
  referenced_security_group_id = aws_security_group.load_balancer.id
  from_port                    = 8000
  to_port                      = 8000
  ip_protocol                  = "tcp"
}

resource "aws_vpc_security_group_egress_rule" "processes" {
  security_group_id = aws_security_group.processes.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_iam_role" "execution" {
  name               = "voki-${var.environment}-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role_policy" "secrets" {
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.secrets.json
}

data "aws_iam_policy_document" "ecs_tasks" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "secrets" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [for secret in aws_secretsmanager_secret.application : secret.arn]
  }
}
