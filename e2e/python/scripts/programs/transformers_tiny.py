"""Hugging Face Trainer, report_to="wandb", on a tiny model with random weights and made-up tokens."""
import os

import torch
import wandb
from program import arguments, report
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments

os.environ.update(WANDB_PROJECT=arguments["project"], WANDB_LOG_MODEL="end")
torch.manual_seed(0)
model = BertForSequenceClassification(BertConfig(vocab_size=50, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
                                                 num_labels=2))
data = [{"input_ids": torch.randint(0, 50, (8,)), "labels": torch.tensor(i % 2)} for i in range(64)]
trainer = Trainer(model=model, train_dataset=data, eval_dataset=data[:16], args=TrainingArguments(
    output_dir="out", report_to="wandb", run_name="tiny", num_train_epochs=2, per_device_train_batch_size=8, logging_steps=2,
    eval_strategy="epoch", use_cpu=True, save_strategy="no", disable_tqdm=True))
trainer.train()
path = wandb.run.path
wandb.finish()
report(path, keys=["train/loss", "eval/loss", "train/epoch"], config=["hidden_size", "num_train_epochs"], artifacts=["model"])
