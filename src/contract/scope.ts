/** What a scope grants: reading, writing, calling the service, or managing its resources. */
export type ScopeAccess = 'read' | 'write' | 'use' | 'manage'

export interface KnownScope {
  readonly id: string
  readonly service: string
  readonly access: ScopeAccess
  /** One of the scopes a key gets when it is created without any. */
  readonly byDefault?: true
}

/**
 * The documented scopes (API reference 3), with the service and access level the console shows. `ListScopes` decides
 * which ones a key can have.
 */
export const knownScopes = [
  { id: 'yc.ai.foundationModels.execute', service: 'AI Studio', access: 'use' },
  { id: 'yc.ai.imageGeneration.execute', service: 'AI Studio', access: 'use', byDefault: true },
  { id: 'yc.ai.languageModels.execute', service: 'AI Studio', access: 'use', byDefault: true },
  { id: 'yc.ai.speechkitStt.execute', service: 'SpeechKit', access: 'use', byDefault: true },
  { id: 'yc.ai.speechkitTts.execute', service: 'SpeechKit', access: 'use', byDefault: true },
  { id: 'yc.ai.translate.execute', service: 'Translate', access: 'use', byDefault: true },
  { id: 'yc.ai.vision.execute', service: 'Vision OCR', access: 'use', byDefault: true },
  { id: 'yc.cloud-registry.artifacts.manage', service: 'Cloud Registry', access: 'manage' },
  { id: 'yc.cloud-registry.artifacts.pull', service: 'Cloud Registry', access: 'read' },
  { id: 'yc.cloud-registry.artifacts.push', service: 'Cloud Registry', access: 'write' },
  { id: 'yc.datasphere.community-projects.manageResource', service: 'DataSphere', access: 'manage' },
  { id: 'yc.logging.write', service: 'Cloud Logging', access: 'write' },
  { id: 'yc.managed-ytsaurus.cluster.use', service: 'Managed Service for YTsaurus', access: 'use' },
  { id: 'yc.monitoring.manage', service: 'Monitoring', access: 'manage', byDefault: true },
  { id: 'yc.monitoring.read', service: 'Monitoring', access: 'read' },
  { id: 'yc.monium.logs.write', service: 'Monium', access: 'write' },
  { id: 'yc.monium.metrics.write', service: 'Monium', access: 'write' },
  { id: 'yc.monium.traces.write', service: 'Monium', access: 'write' },
  { id: 'yc.monium.telemetry.write', service: 'Monium', access: 'write' },
  { id: 'yc.postbox.send', service: 'Postbox', access: 'write' },
  { id: 'yc.search-api.execute', service: 'Search API', access: 'use', byDefault: true },
  { id: 'yc.serverless.containers.invoke', service: 'Serverless Containers', access: 'use', byDefault: true },
  { id: 'yc.serverless.functions.invoke', service: 'Cloud Functions', access: 'use', byDefault: true },
  { id: 'yc.serverless.mcpGateways.invoke', service: 'MCP Hub', access: 'use' },
  { id: 'yc.serverless.workflows.execute', service: 'Workflows', access: 'use' },
  { id: 'yc.speech-sense.use', service: 'SpeechSense', access: 'use' },
  { id: 'yc.ydb.tables.manage', service: 'Managed Service for YDB', access: 'manage' },
  { id: 'yc.ydb.topics.manage', service: 'Data Streams', access: 'manage' },
] as const satisfies readonly KnownScope[]

export type KnownScopeId = (typeof knownScopes)[number]['id']

/** The ten scopes a key gets when `Create` names none (API reference 3). */
export const defaultScopes: readonly string[] = knownScopes.flatMap((scope) => ('byDefault' in scope ? [scope.id] : []))
