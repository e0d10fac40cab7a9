"""An administrator makes people, a team and a registry with the public API, and gives rights in it."""
import wandb
from scenario import arguments, report

a = arguments
api = wandb.Api()
out = {}

made = api.create_user(f"{a['name']}@example.org")
out["user"] = [made.email, made.username]
team = api.create_team(a["team"])
out["team"] = [team.name, sorted(m.username for m in api.team(a["team"]).members)]
out["invited"] = [team.invite(a["member"]), team.invite(a["member"]), team.invite("nobody-at-all-here")]
service = team.create_service_account("nightly")
out["service"] = [service.account_type if hasattr(service, "account_type") else None, bool(service.api_key)]
out["service_key"] = service.api_key
out["key"] = bool(api.user(made.email).generate_api_key("first")) if a.get("keys") else None

registry = api.create_registry(name=a["registry"], visibility="restricted")
user = api.user(a["member"])
registry.add_members(user)
out["added"] = [[m.user.username, str(m.role)] for m in registry.user_members()]
registry.update_member(user, role="member")
out["raised"] = [[m.user.username, str(m.role)] for m in registry.user_members() if m.user.username == a["member"]]
registry.add_members(api.team(a["team"]))
out["teams"] = [[m.team.name, str(m.role)] for m in registry.team_members()]
registry.remove_members(user)
out["removed"] = [m.user.username for m in registry.user_members()]
report(out)
