"""stable-baselines3 through the client's callback and TensorBoard patching."""
import wandb
from program import arguments, report
from stable_baselines3 import PPO
from wandb.integration.sb3 import WandbCallback

with wandb.init(project=arguments["project"], config={"policy": "MlpPolicy"}, sync_tensorboard=True) as run:
    model = PPO("MlpPolicy", "CartPole-v1", n_steps=64, batch_size=32, n_epochs=1, tensorboard_log=f"tb/{run.id}", device="cpu")
    model.learn(total_timesteps=256, callback=WandbCallback(model_save_path=f"models/{run.id}", verbose=0))
    path = run.path
report(path, keys=["rollout/ep_rew_mean", "time/fps"], config=["policy", "algo"])
