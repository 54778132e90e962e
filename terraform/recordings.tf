# Parts of recordings lie here until they are in the object store: a recorder that is lost loses no part.
locals {
  with_recordings = ["recorder", "ingest"]
}

resource "aws_efs_file_system" "recordings" {
  encrypted       = true
  throughput_mode = "elastic"

  tags = {
    Name = "voki-${var.environment}-recordings"
  }
}

resource "aws_efs_access_point" "recordings" {
  file_system_id = aws_efs_file_system.recordings.id

  posix_user {
    uid = 10001
    gid = 10001
  }

  root_directory {
    path = "/recordings"

    creation_info {
      owner_uid   = 10001
      owner_gid   = 10001
      permissions = "700"
    }
  }
}

resource "aws_efs_mount_target" "recordings" {
  for_each = toset(var.private_subnet_ids)

  file_system_id  = aws_efs_file_system.recordings.id
  subnet_id       = each.value
  security_groups = [aws_security_group.recordings.id]
}

resource "aws_security_group" "recordings" {
  name_prefix = "voki-${var.environment}-recordings-"
  vpc_id      = var.vpc_id

  ingress {
    description     = "NFS from the processes"
    from_port       = 2049
    to_port         = 2049
    protocol        = "tcp"
    security_groups = [aws_security_group.processes.id]
  }
}
