/** Invented runs, the same at every start. */
export interface MockRun { name: string; displayName: string; state: string; createdAt: string; tags: string[]; notes: string | null; group: string | null; config: Record<string, unknown>; rows: number; seed: number; born: number; deleted: boolean; logs: string[] }

export interface MockProject { name: string; runs: MockRun[] }

function random(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const ADJECTIVES = ['amber', 'brisk', 'calm', 'dusty', 'early', 'fleet', 'gentle', 'hidden', 'ivory', 'jolly', 'keen', 'lucid', 'mellow', 'noble', 'olive']
const NOUNS = ['river', 'meadow', 'comet', 'harbor', 'lantern', 'thicket', 'summit', 'glacier', 'orchard', 'beacon', 'canyon', 'prairie']

function makeRun(index: number, rows: number, total: number): MockRun {
  const next = random(index * 7919 + 13)
  const id = Array.from({ length: 8 }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[Math.floor(next() * 36)]).join('')
  const running = index >= total - 2
  const state = running ? 'running' : ['finished', 'finished', 'finished', 'finished', 'failed', 'crashed', 'killed'][Math.floor(next() * 7)]!
  return {
    name: id,
    displayName: `${ADJECTIVES[Math.floor(next() * 15)]}-${NOUNS[Math.floor(next() * 12)]}-${index + 1}`,
    state,
    createdAt: new Date(Date.now() - (total - index) * 47 * 60_000).toISOString(),
    tags: [['baseline', 'sweep', 'ablation', 'v2'][Math.floor(next() * 4)]!].filter(() => next() > 0.4),
    notes: index % 9 === 0 ? 'Warm-up longer than usual.\n\n- cosine decay\n- **no** dropout' : null,
    group: index % 3 === 0 ? `group-${index % 4}` : null,
    config: { _wandb: { value: { cli_version: '0.31.0', python_version: '3.12.4', e: { w1: { os: 'Linux-6.1-x86_64', host: 'node-03', program: 'train.py', args: ['--lr', '0.01'], cpu_count: 16, gpu: 'NVIDIA A100', git: { remote: 'https://example.org/mnist.git', commit: '4f1c9a77' }, python: 'CPython 3.12.4' } } } }, lr: { value: [0.1, 0.03, 0.01, 0.003][Math.floor(next() * 4)] }, batch_size: { value: [32, 64, 128][Math.floor(next() * 3)] }, optimizer: { value: ['adam', 'sgd', 'lion'][Math.floor(next() * 3)] }, model: { value: { depth: 4 + Math.floor(next() * 8), width: 256, dropout: next() > 0.5 ? 0.1 : 0 } }, seed: { value: index } },
    rows,
    seed: index + 1,
    born: Date.now(),
    deleted: false,
    logs: [],
  }
}

const make = (amount: number, rows: number) => Array.from({ length: amount }, (_, index) => makeRun(index, rows, amount))

export const projects: MockProject[] = [
  { name: 'mnist-cnn', runs: make(48, 4_000) },
  { name: 'llm-pretrain', runs: make(10_000, 600) },
  { name: 'empty-project', runs: [] },
]

export const KEYS = ['train/loss', 'train/accuracy', 'train/grad_norm', 'val/loss', 'val/accuracy', 'lr', 'epoch', 'throughput', ...Array.from({ length: 9 }, (_, index) => `layers/${index}/norm`)]
export const SYSTEM_KEYS = ['system.cpu', 'system.memory', 'system.gpu.0.gpu', 'system.gpu.0.memory', 'system.disk.usageGB', 'system.network.sent']

export const rowsNow = (run: MockRun) => (run.state === 'running' ? run.rows / 4 + Math.floor((Date.now() - run.born) / 60) : run.rows)

/** Deterministic noise of a point, so that any range can be made without the rest. */
function noise(seed: number, step: number): number {
  let value = Math.imul(seed * 374761393 + step * 668265263, 1274126177)
  value = Math.imul(value ^ (value >>> 13), 1274126177)
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32 - 0.5
}

export function valueOf(run: MockRun, key: string, step: number): number {
  const lr = (run.config.lr as { value: number }).value
  const speed = 0.0006 + lr * 0.02
  const decay = Math.exp(-step * speed)
  const n = noise(run.seed * 31 + key.length, step)
  if (key.startsWith('system.')) return 50 + 30 * Math.sin(step / 40 + run.seed) + 14 * n
  if (key.endsWith('loss')) return 0.18 + 2.1 * decay + 0.24 * n * (0.3 + decay) + (step === 1313 && key === 'train/loss' ? 3 : 0)
  if (key.endsWith('accuracy')) return Math.min(0.995, 0.96 - 0.8 * decay + 0.05 * n)
  if (key === 'lr') return lr * 0.5 * (1 + Math.cos((Math.PI * step) / run.rows))
  if (key === 'epoch') return Math.floor(step / 100)
  if (key === 'throughput') return step % 200 === 50 ? NaN : 1200 + 80 * Math.sin(step / 90) + 160 * n
  return Math.abs(1 + 0.2 * n + Math.sin(step / 300 + run.seed + key.length) * 0.4)
}

export function logsOf(run: MockRun): { number: number; timestamp: string; level: string | null; label: null; line: string }[] {
  const amount = run.seed === 48 ? 100_000 : 900
  const start = Date.parse(run.createdAt)
  return Array.from({ length: amount }, (_, number) => ({
    number,
    timestamp: new Date(start + number * 400).toISOString().replace('Z', ''),
    level: number % 97 === 96 ? 'error' : null,
    label: null,
    line: number % 97 === 96
      ? `\u001b[31;1mWARNING\u001b[0m gradient overflow at step ${number}, scale halved`
      : number % 10 === 0
        ? `\u001b[32mepoch ${number / 10}\u001b[0m  loss=\u001b[36m${valueOf(run, 'train/loss', number).toFixed(4)}\u001b[0m  acc=${valueOf(run, 'train/accuracy', number).toFixed(3)}`
        : `step ${number}: ${'#'.repeat(number % 10)}${'.'.repeat(10 - (number % 10))} ${(number % 10) * 10} %`,
  }))
}
