"""PyTorch Lightning with its own WandbLogger: metrics, hyperparameters, a checkpoint as an artifact."""
import lightning as L
import torch
from lightning.pytorch.callbacks import ModelCheckpoint
from lightning.pytorch.loggers import WandbLogger
from program import arguments, digits, report
from torch.utils.data import DataLoader, TensorDataset


class Net(L.LightningModule):
    def __init__(self, width=32, lr=1e-2):
        super().__init__()
        self.save_hyperparameters()
        self.net = torch.nn.Sequential(torch.nn.Linear(64, width), torch.nn.ReLU(), torch.nn.Linear(width, 10))

    def training_step(self, batch, _):
        loss = torch.nn.functional.cross_entropy(self.net(batch[0]), batch[1])
        self.log("train/loss", loss)
        return loss

    def validation_step(self, batch, _):
        self.log("val/accuracy", (self.net(batch[0]).argmax(1) == batch[1]).float().mean())

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.hparams.lr)


x, y = digits()
data = TensorDataset(torch.tensor(x, dtype=torch.float32), torch.tensor(y))
logger = WandbLogger(project=arguments["project"], log_model=True)
trainer = L.Trainer(max_epochs=3, logger=logger, log_every_n_steps=2, accelerator="cpu", enable_progress_bar=False,
                    callbacks=[ModelCheckpoint(monitor="val/accuracy", mode="max")])
trainer.fit(Net(), DataLoader(data, 64), DataLoader(data, 256))
logger.experiment.finish()
report(logger.experiment.path, keys=["train/loss", "val/accuracy", "epoch"], config=["width", "lr"], artifacts=["model"])
