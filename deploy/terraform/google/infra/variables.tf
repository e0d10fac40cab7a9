# Names that W&B's module uses mean the same here.

variable "namespace" {
  type        = string
  description = "Prefix of everything that is made."
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.namespace))
    error_message = "namespace is up to 21 small letters, digits and hyphens."
  }
}

variable "project_id" { type = string }

variable "region" { type = string }

variable "backup_region" {
  type        = string
  description = "Where backups go: another region."
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

variable "public_access" {
  type        = bool
  default     = true
  description = "false: the load balancer has a private address only, and a network that is made here has no way to the internet."
}

# tflint-ignore: terraform_unused_declarations
variable "license" {
  type        = string
  default     = ""
  description = "Accepted and unused: there is no licence."
}

variable "labels" {
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
variable "network" {
  type        = string
  default     = ""
  description = "Self link of an existing network; empty = one is made. It must have private services access."
}

variable "subnetwork" {
  type        = string
  default     = ""
  description = "Self link of its subnetwork, with secondary ranges named pods and services."
}

variable "network_cidr" {
  type    = string
  default = "10.10.0.0/16"
}

variable "allowed_inbound_cidr" {
  type        = list(string)
  description = "Who may reach the load balancer (without public_access the network says it); ten networks at most are one rule of the firewall."
  validation {
    condition     = length(var.allowed_inbound_cidr) >= 1 && length(var.allowed_inbound_cidr) <= 10
    error_message = "One to ten networks."
  }
}

# Kubernetes
variable "gke_cluster_name" {
  type        = string
  default     = ""
  description = "An existing cluster in network, with workload identity; empty = one is made."
}

variable "gke_cluster_location" {
  type        = string
  default     = ""
  description = "Its zone, where it is not one of the whole region."
}

variable "gke_min_version" {
  type    = string
  default = "1.33"
  validation {
    condition     = tonumber(split(".", var.gke_min_version)[1]) >= 29
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

variable "gke_machine_type" {
  type        = string
  default     = ""
  description = "Another machine than the size's."
}

variable "gke_node_count" {
  type        = number
  default     = 0
  description = "0 = the size's."
}

variable "kubernetes_namespace" {
  type    = string
  default = "selvedge"
}

# MySQL
variable "database_machine_type" {
  type    = string
  default = ""
}

variable "database_version" {
  type    = string
  default = "MYSQL_8_0"
  validation {
    condition     = startswith(var.database_version, "MYSQL_8_")
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

variable "alarm_channels" {
  type        = list(string)
  default     = []
  description = "Notification channels that hear of alarms."
}

# Redis
variable "redis_memory_size_gb" {
  type    = number
  default = 4
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

variable "kms_key_id" {
  type        = string
  default     = ""
  description = "An existing key in the region; empty = one is made."
}

variable "backup_retention_days" {
  type        = number
  default     = 0
  description = "Backups cannot be deleted for so long; 0 = they can."
}
