"""Optuna with its WeightsAndBiasesCallback, a run each trial."""
import os

import optuna
import wandb
from optuna_integration.wandb import WeightsAndBiasesCallback
from program import arguments, report

optuna.logging.set_verbosity(optuna.logging.WARNING)
callback = WeightsAndBiasesCallback(metric_name="loss", wandb_kwargs={"project": arguments["project"], "group": "study"}, as_multirun=True)
study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(lambda trial: (trial.suggest_float("x", -3, 3) - 1) ** 2, n_trials=4, callbacks=[callback])
api = wandb.Api()
runs = list(api.runs(f"{api.default_entity}/{arguments['project']}", filters={"group": "study"}))
report("/".join(runs[0].path), keys=["loss"], config=["x"], runs=len(runs), best=min(r.summary["loss"] for r in runs), optuna=study.best_value)
