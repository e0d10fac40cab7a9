# Names that W&B's module uses mean the same here.

variable "namespace" {
  type        = string
  description = "Prefix of everything that is made."
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.namespace))
    error_message = "namespace is up to 31 small letters, digits and hyphens."
  }
}

variable "size" {
  type        = string
  default     = "prod"
  description = "dev or prod."
}

variable "products" {
  type        = string
  default     = "models"
  description = "models, weave or both."
}

variable "domain_name" { type = string }

variable "subdomain" {
  type    = string
  default = ""
}

variable "zone_id" {
  type        = string
  default     = ""
  description = "Public hosted zone of domain_name; the certificate is validated there."
}

variable "acm_certificate_arn" {
  type        = string
  default     = ""
  description = "An existing certificate; empty = one is made and validated in zone_id."
}

variable "public_access" {
  type        = bool
  default     = true
  description = "false: the load balancer has private addresses only, and a network that is made here has no way to the internet."
}

# tflint-ignore: terraform_unused_declarations
variable "license" {
  type        = string
  default     = ""
  description = "Accepted and unused: there is no licence."
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "deletion_protection" {
  type    = bool
  default = true
}

variable "zone_count" {
  type    = number
  default = 2
  validation {
    condition     = var.zone_count >= 2 && var.zone_count <= 3
    error_message = "Two or three zones: with one, the loss of a zone is the loss of the installation."
  }
}

# network
variable "network_id" {
  type        = string
  default     = ""
  description = "An existing VPC; empty = one is made."
}

variable "network_private_subnets" {
  type        = list(string)
  default     = []
  description = "Its private subnets, in two zones or more."
}

variable "network_cidr" {
  type    = string
  default = "10.10.0.0/16"
}

variable "allowed_inbound_cidr" {
  type        = list(string)
  description = "Who may reach the load balancer."
}

# Kubernetes
variable "eks_cluster_name" {
  type        = string
  default     = ""
  description = "An existing cluster in network_id; empty = one is made."
}

variable "eks_oidc_provider_arn" {
  type        = string
  default     = ""
  description = "The IAM provider of the existing cluster's service accounts; empty = one is made, of which an account holds one for each cluster."
}

variable "eks_node_security_groups" {
  type        = list(string)
  default     = []
  description = "Of the existing cluster's nodes; empty = the cluster's own group."
}

variable "eks_cluster_version" {
  type    = string
  default = "1.33"
  validation {
    condition     = tonumber(split(".", var.eks_cluster_version)[1]) >= 29
    error_message = "Kubernetes 1.29 or newer."
  }
}

variable "kubernetes_public_access" {
  type    = bool
  default = false
}

variable "kubernetes_public_access_cidrs" {
  type    = list(string)
  default = []
}

variable "kubernetes_instance_types" {
  type        = list(string)
  default     = []
  description = "Other machines than the size's."
}

variable "kubernetes_node_count" {
  type        = number
  default     = 0
  description = "0 = the size's."
}

variable "kubernetes_namespace" {
  type    = string
  default = "selvedge"
}

# MySQL
variable "database_instance_class" {
  type    = string
  default = ""
}

variable "database_engine_version" {
  type    = string
  default = "8.0.mysql_aurora.3.08.2"
  validation {
    condition     = startswith(var.database_engine_version, "8.")
    error_message = "MySQL 8.0 or newer."
  }
}

variable "database_name" {
  type    = string
  default = "selvedge"
}

variable "database_master_username" {
  type    = string
  default = "selvedge"
}

variable "database_master_password" {
  type        = string
  sensitive   = true
  description = "Letters and digits, so that it stands in a connection string as it is."
  validation {
    condition     = can(regex("^[A-Za-z0-9]{20,41}$", var.database_master_password))
    error_message = "20 to 41 letters and digits."
  }
}

variable "database_backup_retention_period" {
  type    = number
  default = 14
  validation {
    condition     = var.database_backup_retention_period >= 7
    error_message = "Backups are kept for a week or longer."
  }
}

variable "database_cpu_alarm_percent" {
  type    = number
  default = 40
}

variable "alarm_actions" {
  type        = list(string)
  default     = []
  description = "Topics that hear of alarms."
}

# Redis
variable "redis_node_type" {
  type    = string
  default = ""
}

variable "redis_auth_token" {
  type      = string
  sensitive = true
  validation {
    condition     = can(regex("^[A-Za-z0-9]{16,128}$", var.redis_auth_token))
    error_message = "16 to 128 letters and digits."
  }
}

# bucket
variable "bucket_name" {
  type        = string
  default     = ""
  description = "An existing bucket; empty = one is made."
}

variable "bucket_prefix" {
  type    = string
  default = ""
}

variable "kms_key_arn" {
  type        = string
  default     = ""
  description = "An existing key; empty = one is made."
}

variable "backup_object_lock_days" {
  type        = number
  default     = 0
  description = "Backups cannot be deleted for so long, by anybody; 0 = they can."
}
