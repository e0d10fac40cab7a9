mock_provider "google" {
  override_data {
    target = data.google_compute_global_address.edge
    values = { address = "203.0.113.7" }
  }
  override_data {
    target = data.google_compute_address.edge
    values = { address = "10.10.0.7" }
  }
}

variables {
  namespace    = "wandb"
  project_id   = "p"
  managed_zone = "zone"
  domain_name  = "example.org"
}

run "the_name_leads_to_the_load_balancer" {
  variables { subdomain = "wandb" }
  assert {
    condition     = google_dns_record_set.host.type == "A" && google_dns_record_set.host.name == "wandb.example.org." && google_dns_record_set.host.managed_zone == "zone"
    error_message = "an A record of the host"
  }
  assert {
    condition     = one(google_dns_record_set.host.rrdatas) == "203.0.113.7"
    error_message = "the address that was reserved for the load balancer"
  }
  assert {
    condition     = output.url == "https://wandb.example.org"
    error_message = "the address of clients"
  }
}

run "a_domain_alone_is_a_name_too" {
  assert {
    condition     = google_dns_record_set.host.name == "example.org."
    error_message = "without a subdomain"
  }
}

run "an_inner_load_balancer_is_named_by_its_region" {
  variables { region = "europe-west3" }
  assert {
    condition     = one(google_dns_record_set.host.rrdatas) == "10.10.0.7"
    error_message = "the inner address"
  }
}
