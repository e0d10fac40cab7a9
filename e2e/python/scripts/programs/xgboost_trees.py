"""XGBoost with the client's callback: a metric each round, the booster's settings, the model as an artifact."""
import wandb
import xgboost
from program import arguments, digits, report
from wandb.integration.xgboost import WandbCallback

x, y = digits()
with wandb.init(project=arguments["project"]) as run:
    matrix = xgboost.DMatrix(x, label=y)
    xgboost.train({"objective": "multi:softmax", "num_class": 10, "max_depth": 3, "eval_metric": "mlogloss"}, matrix, 8,
                  evals=[(matrix, "train")], callbacks=[WandbCallback(log_model=True, importance_type="gain")], verbose_eval=False)
    path = run.path
report(path, keys=["train-mlogloss"], config=["learner"], artifacts=["model"])
