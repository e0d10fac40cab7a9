/** Registries are projects of the organization's own entity, told apart by their names. */
export const PREFIX = 'wandb-registry-'

export const isRegistry = (project: string) => project.startsWith(PREFIX)

export const registryName = (project: string) => (isRegistry(project) ? project.slice(PREFIX.length) : project)

export const FILTER = JSON.stringify({ name: { $regex: `^${PREFIX}` } })
