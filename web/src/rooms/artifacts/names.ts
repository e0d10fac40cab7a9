import type { Alias, LinkedArtifact, Maker } from './queries.ts'

/** Sizes and settings of an artifact in words, and the names that clients know it by. */
export const versionName = (index: number | null) => (index === null ? 'draft' : `v${index}`)

export interface Home { entity: string; project: string; type: string; collection: string }

/** Where a version was logged; null when its project is hidden from the viewer. */
export function homeOf(artifact: Pick<LinkedArtifact, 'artifactSequence' | 'artifactType'>): Home | null {
  const { project, name } = artifact.artifactSequence
  return project && { entity: project.entityName, project: project.name, type: artifact.artifactType.name, collection: name }
}

/** Aliases that a version has in one collection: it may stand in others under other names. */
export function aliasesIn(aliases: readonly Alias[], place: { entity: string; project: string; collection: string }): Alias[] {
  return aliases.filter(({ artifactCollection: home }) => !home || (home.name === place.collection && (!home.project || (home.project.name === place.project && home.project.entityName === place.entity))))
}

export function makerName(maker: Maker): string {
  if (!maker) return '–'
  return maker.__typename === 'Run' ? maker.displayName || maker.name : maker.username ?? 'someone'
}

export function ttlText(seconds: number, inherited: boolean): string {
  if (seconds < 0) return 'kept for good'
  const days = seconds / 86_400
  const span = days >= 1 ? `${Number(days.toFixed(1))} ${days === 1 ? 'day' : 'days'}` : `${Math.round(seconds / 3600)} hours`
  return `${span} after it was made${inherited ? ', as the team set it' : ''}`
}

export function usageCode(place: Home, version: string): { title: string; code: string }[] {
  const path = `${place.entity}/${place.project}/${place.collection}:${version}`
  return [
    { title: 'In a run, which then shows it as its input', code: `import wandb\n\nwith wandb.init(project="${place.project}") as run:\n    artifact = run.use_artifact("${path}", type="${place.type}")\n    folder = artifact.download()` },
    { title: 'Without a run', code: `import wandb\n\nartifact = wandb.Api().artifact("${path}", type="${place.type}")\nfolder = artifact.download()` },
    { title: 'In a terminal', code: `wandb artifact get ${path} --root ./${place.collection}` },
    { title: 'A new version of it', code: `import wandb\n\nwith wandb.init(project="${place.project}") as run:\n    artifact = wandb.Artifact("${place.collection}", type="${place.type}")\n    artifact.add_dir("./${place.collection}")\n    run.log_artifact(artifact)` },
  ]
}

/** Types of what the client makes by itself: tables of runs, code, jobs, its own records. They stand behind what people named. */
export const isMade = (type: string) => ['run_table', 'code', 'job'].includes(type) || type.startsWith('wandb-')
