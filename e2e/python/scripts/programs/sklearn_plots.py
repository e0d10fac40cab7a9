"""scikit-learn with the client's own plots, which are tables and custom charts."""
import wandb
from program import arguments, digits, report
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

x, y = digits()
train_x, test_x, train_y, test_y = train_test_split(x, y, random_state=0)
with wandb.init(project=arguments["project"], config={"C": 1.0}) as run:
    model = LogisticRegression(max_iter=200).fit(train_x, train_y)
    wandb.sklearn.plot_confusion_matrix(test_y, model.predict(test_x), labels=[str(i) for i in range(10)])
    wandb.sklearn.plot_summary_metrics(model, train_x, train_y, test_x, test_y)
    wandb.sklearn.plot_roc(test_y, model.predict_proba(test_x))
    run.log({"accuracy": model.score(test_x, test_y)})
    path = run.path
report(path, keys=["accuracy"], config=["C"], artifacts=["run_table"])
