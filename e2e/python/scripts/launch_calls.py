"""The calls of the client's agent one by one, through the class that clients up to 0.29 make them with."""
import inspect
import json

from scenario import arguments, report
from wandb.sdk.internal.internal_api import Api

entity, project = arguments["entity"], arguments["project"]
api = Api()
out = {}
out["queues"] = [queue["name"] for queue in api.get_project_run_queues(entity, project)]
spec = {"job": "a/b/c:v0", "entity": entity, "project": project, "resource": "local-process"}
pushed = api.push_to_run_queue_by_name(entity, project, "q", json.dumps(spec), None, None)
out["pushed"] = pushed["runQueueItemId"]
out["unknown queue"] = api.push_to_run_queue_by_name(entity, project, "none", json.dumps(spec), None, None)


def call(method, *words):
    """Older clients ask the server what it can do and pass that along as one more word."""
    return method(*words[:len(inspect.signature(method).parameters)])


made = call(api.create_launch_agent, entity, project, ["q"], {"max_jobs": 1}, "1", True)
agent = call(api.get_launch_agent, made["launchAgentId"], True)
out["agent"] = [agent["agentStatus"], agent["stopPolling"]]
popped = api.pop_from_run_queue("q", entity=entity, project=project, agent_id=made["launchAgentId"])
out["popped"], out["spec"] = popped["runQueueItemId"], popped["runSpec"]
out["acked"] = api.ack_run_queue_item(popped["runQueueItemId"], "r1")
call(api.update_launch_agent_status, made["launchAgentId"], "RUNNING", True)
report(out)
