"""A real training program: a linear classifier on the digits that ship with scikit-learn."""
import numpy
import wandb
from scenario import arguments, report
from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import accuracy_score, log_loss
from sklearn.model_selection import train_test_split

digits = load_digits()
x_train, x_test, y_train, y_test = train_test_split(digits.data / 16, digits.target, random_state=0)
run = wandb.init(project=arguments["project"], id=arguments["run"],
                 config={"alpha": 1e-4, "epochs": 15, "model": "SGDClassifier"})
model = SGDClassifier(loss="log_loss", alpha=run.config.alpha, random_state=0)
run.define_metric("test/accuracy", summary="max")
logged = []
for epoch in range(run.config.epochs):
    order = numpy.random.default_rng(epoch).permutation(len(x_train))
    for batch in numpy.array_split(order, 10):
        model.partial_fit(x_train[batch], y_train[batch], classes=numpy.arange(10))
    row = {"epoch": epoch, "train/loss": float(log_loss(y_train, model.predict_proba(x_train))),
           "test/loss": float(log_loss(y_test, model.predict_proba(x_test))),
           "test/accuracy": float(accuracy_score(y_test, model.predict(x_test)))}
    logged.append(row)
    run.log(row)
worst = int(numpy.argmin(model.predict_proba(x_test)[numpy.arange(len(y_test)), y_test]))
run.log({"worst": wandb.Image((digits.images[0] * 15).astype("uint8"), caption=f"test item {worst}")})
run.finish()
report({"logged": logged})
