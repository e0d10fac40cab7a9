"""The parts of `wandb verify`, one by one, as the command itself calls them."""
import contextlib
import io
import re

import wandb
import wandb.sdk.verify.verify as verify
from scenario import arguments, report

wandb.login(host=arguments["host"])
api = wandb.Api()
out = {}


def part(name, call):
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        result = call()
    text = re.sub(r"\x1b\[[0-9;]*m", "", heard.getvalue())
    out[name] = {"result": result, "good": verify.CHECKMARK in text and verify.RED_X not in text, "said": text}
    return result


part("logged in", lambda: verify.check_logged_in(api, arguments["host"]))
_, url = part("signed upload", lambda: verify.check_graphql_put(api, arguments["host"]))
part("large post", verify.check_large_post)
part("cors", lambda: verify.check_cors_configuration(url, arguments["host"]))
part("version", lambda: verify.check_wandb_version(api))
part("run", lambda: verify.check_run(api))
if arguments.get("artifacts"):
    part("artifacts", verify.check_artifacts)
if arguments.get("sweeps"):
    part("sweeps", lambda: verify.check_sweeps(api))
report(out)
