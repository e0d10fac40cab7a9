"""Keeps a custom chart on the server."""
import wandb
from scenario import arguments, report

api = wandb.Api()
out = {}
spec = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "mark": "bar", "data": {"name": "wandb"}}


def make(name: str, access: str = "private") -> str:
    return api.create_custom_chart(entity=arguments["entity"], name=name, display_name="Bars", spec_type="vega2",
                                   access=access, spec=spec)


out["id"] = make(arguments["name"])
out["public"] = make(arguments["name"] + "-public", "public")
try:
    make(arguments["name"])
except Exception as error:
    out["again"] = str(error)
report(out)
