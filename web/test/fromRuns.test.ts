import { describe, expect, it } from 'vitest'
import { planFrom } from '../src/rooms/sweeps/fromRuns.ts'

const run = (config: object, summary: object = {}, program: string | null = null) => ({ config: JSON.stringify(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }]))), summaryMetrics: JSON.stringify(summary), runInfo: { program } })

describe('a sweep that goes on from runs', () => {
  it('searches between the values that they were given', () => {
    const { parameters } = planFrom([run({ lr: 0.001, depth: 2, opt: 'adam', wide: 0.5, seed: 7 }), run({ lr: 0.1, depth: 8, opt: 'sgd', wide: 0.7, seed: 7 }), run({ lr: 0.01, depth: 4, opt: 'adam', wide: 0.6, seed: 7 })])
    expect(parameters).toEqual({
      depth: { distribution: 'int_uniform', min: 2, max: 8 },
      lr: { distribution: 'log_uniform_values', min: 0.001, max: 0.1 },
      opt: { values: ['adam', 'sgd'] },
      seed: { value: 7 },
      wide: { distribution: 'uniform', min: 0.5, max: 0.7 },
    })
  })

  it('tries few numbers one by one, and keeps the client\'s own notes out', () => {
    expect(planFrom([run({ batch: 32, _wandb: {} }), run({ batch: 64 })]).parameters).toEqual({ batch: { values: [32, 64] } })
  })

  it('looks for a number that all of them came to', () => {
    expect(planFrom([run({}, { _step: 1, note: 'x', 'val/acc': 0.5 }, 'fit.py'), run({}, { 'val/acc': 0.6, other: 1 })])).toMatchObject({ program: 'fit.py', metric: { name: 'val/acc', goal: 'maximize' } })
    expect(planFrom([run({}, { b: 1, 'val/loss': 1 })]).metric).toEqual({ name: 'val/loss', goal: 'minimize' })
  })
})
