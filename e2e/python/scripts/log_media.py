"""Media as files: image, html, table, histogram, and files that the user saves."""
import hashlib
import os

import numpy
import wandb
from PIL import Image
from scenario import arguments, report

ODD = ["plain.txt", "with space.txt", "per%cent.txt", "ünï ✓.txt", "sub dir/deep/näme.txt", "a+b&c=d.txt", "quote'.txt"]

with wandb.init(project=arguments["project"], id=arguments["run"]) as run:
    pixels = (numpy.arange(32 * 24 * 3) % 251).astype(numpy.uint8).reshape(24, 32, 3)
    table = wandb.Table(columns=["i", "text", "value"], data=[[i, f"row {i}", i / 3] for i in range(20)])
    run.log({"picture": wandb.Image(Image.fromarray(pixels), caption="gradient")})
    run.log({"gallery": [wandb.Image(Image.fromarray(pixels)), wandb.Image(Image.fromarray(255 - pixels))]})
    run.log({"HT%3ML ": wandb.Html('<a href="https://example.org">link</a>')})
    run.log({"tablé": table}) if arguments.get("table") else None
    run.log({"spread": wandb.Histogram(numpy.arange(100) % 7)})
    digests = {}
    for name in ODD:
        path = os.path.join(run.dir, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        content = (name * 50).encode()
        with open(path, "wb") as file:
            file.write(content)
        digests[name] = hashlib.sha256(content).hexdigest()
        run.save(path, base_path=run.dir)
    report({"digests": digests})
