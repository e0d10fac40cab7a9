// Logs a small run as the package's README does; prints the run's id.
import wandb from '@wandb/sdk'

const [project, rows] = [process.argv[2], Number(process.argv[3])]
const run = await wandb.init({ project, config: { lr: 0.5, layers: [1, 2] }, name: 'from node' })
for (let i = 0; i < rows; i++) wandb.log({ acc: i / rows, note: `row ${i}` })
await wandb.finish()
console.log(`RUN ${run.entity} ${run.id}`)
