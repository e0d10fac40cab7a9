# Names that W&B's module uses mean the same here.

variable "namespace" {
  type        = string
  description = "Prefix of everything that is made."
  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,15}$", var.namespace))
    error_message = "namespace is up to 16 small letters and digits: names of storage accounts allow no more."
  }
}

variable "location" { type = string }

variable "backup_location" {
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
  description = "false: the load balancer has a private address only, and storage accounts are reached from the network alone."
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

variable "zones" {
  type        = list(string)
  default     = ["1", "2", "3"]
  description = "Zones that the region has for these machines."
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
  description = "An existing virtual network; empty = one is made."
}

variable "network_subnets" {
  type = object({
    nodes    = optional(string, "")
    database = string
    gateway  = optional(string, "")
    private  = string
  })
  default     = null
  description = "Ids of its subnets; the one of the database is delegated to Microsoft.DBforMySQL/flexibleServers. An existing cluster needs none of nodes and gateway."
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
variable "kubernetes_cluster_name" {
  type        = string
  default     = ""
  description = "An existing cluster in network_id, with an OIDC issuer and workload identity; empty = one is made."
}

variable "kubernetes_cluster_resource_group" {
  type    = string
  default = ""
}

variable "kubernetes_outbound_type" {
  type        = string
  default     = "loadBalancer"
  description = "How nodes reach Azure's own registry; userDefinedRouting with a firewall of your network."
  validation {
    condition     = contains(["loadBalancer", "userDefinedRouting", "managedNATGateway", "userAssignedNATGateway"], var.kubernetes_outbound_type)
    error_message = "loadBalancer, userDefinedRouting, managedNATGateway or userAssignedNATGateway."
  }
}

variable "ingress_class" {
  type        = string
  default     = ""
  description = "Of an existing cluster; empty = azure-application-gateway, without public_access webapprouting.kubernetes.azure.com."
}

variable "kubernetes_version" {
  type    = string
  default = "1.33"
  validation {
    condition     = tonumber(split(".", var.kubernetes_version)[1]) >= 29
    error_message = "Kubernetes 1.29 or newer."
  }
}

variable "cluster_sku_tier" {
  type        = string
  default     = ""
  description = "Empty = Standard in production, else Free."
}

variable "kubernetes_public_access" {
  type    = bool
  default = false
}

variable "kubernetes_public_access_cidrs" {
  type    = list(string)
  default = []
}

variable "kubernetes_instance_type" {
  type        = string
  default     = ""
  description = "Another machine than the size's."
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
variable "database_sku_name" {
  type    = string
  default = ""
}

variable "database_version" {
  type    = string
  default = "8.0.21"
  validation {
    condition     = startswith(var.database_version, "8.")
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
    condition     = var.database_backup_retention_period >= 7 && var.database_backup_retention_period <= 35
    error_message = "Backups are kept for a week or longer; the service keeps them for 35 days at most."
  }
}

variable "database_cpu_alarm_percent" {
  type    = number
  default = 40
}

variable "alarm_action_groups" {
  type        = list(string)
  default     = []
  description = "Ids of action groups that hear of alarms."
}

# Redis
variable "redis_sku_name" {
  type        = string
  default     = ""
  description = "Empty = Balanced_B5 in production, else Balanced_B1."
}

# bucket
variable "storage_account_id" {
  type        = string
  default     = ""
  description = "An existing storage account; empty = one is made."
}

variable "bucket_name" {
  type        = string
  default     = "objects"
  description = "The container; made unless the account exists already."
}

variable "bucket_prefix" {
  type    = string
  default = ""
}

variable "backup_immutable_days" {
  type        = number
  default     = 0
  description = "Backups cannot be deleted for so long; 0 = they can."
}
