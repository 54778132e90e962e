variable "region" {
  description = "AWS region of everything."
  type        = string
}

variable "environment" {
  description = "Name of this installation, in resource names and tags."
  type        = string
}

variable "vpc_id" {
  description = "The existing network."
  type        = string
}

variable "private_subnet_ids" {
  description = "Subnets of database, cache and processes; at least two zones."
  type        = list(string)
}

variable "public_subnet_ids" {
  description = "Subnets of the load balancer; at least two zones."
  type        = list(string)
}

variable "image" {
  description = "Container image with its digest."
  type        = string
}

variable "platform_host" {
  description = "The platform's own host name; companies are subdomains of it."
  type        = string
}

variable "certificate_arn" {
  description = "ACM certificate of platform_host and *.platform_host."
  type        = string
}

variable "mail_from" {
  description = "Sender of the platform's mails."
  type        = string
}

variable "database_instance_class" {
  type    = string
  default = "db.m7g.large"
}

variable "cache_node_type" {
  type    = string
  default = "cache.t4g.small"
}

variable "process_counts" {
  description = "How many of each process run. One scheduler works at a time; a second one stands by."
  type        = map(number)
  default     = { web = 2, worker = 2, bulk = 1, scheduler = 2, recorder = 2, ingest = 1 }
}

variable "turn_urls" {
  description = "TURN relays, such as turns:turn.example.com:443."
  type        = list(string)
  default     = []
}
