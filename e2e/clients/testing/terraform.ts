import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { examples } from './document.ts'
import { run } from './run.ts'
import { type Service, variables } from './service.ts'

/** A folder with configuration and state of Terraform. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'keyrack-terraform-'))
  readonly #env: Record<string, string>

  constructor(service: Service, cliConfiguration: string) {
    this.#env = {
      ...variables(service),
      YC_TERRAFORM_INITIALIZATION_SILENCE: 'true',
      // With a value, the provider fails: its client of the object storage cannot load it.
      AWS_CA_BUNDLE: '',
      TF_CLI_CONFIG_FILE: cliConfiguration,
      TF_CLI_ARGS: '-no-color',
      TF_CLI_ARGS_apply: '-auto-approve',
      TF_CLI_ARGS_destroy: '-auto-approve',
      TF_IN_AUTOMATION: 'true',
      GNUPGHOME: this.folder,
    }
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content)
  }

  /** Runs a script of the documentation. A given provider needs no `init`. */
  script(code: string): Promise<string> {
    const given = process.env['KEYRACK_TERRAFORM_PROVIDER'] !== undefined
    return this.run('bash', '-ec', given ? code.replace(/^terraform init$/m, '') : code)
  }

  /** @returns its standard output. @throws Error with its output if it fails */
  async run(program: string, ...args: readonly string[]): Promise<string> {
    return (await run(program, args, { cwd: this.folder, env: this.#env })).stdout
  }

  terraform(...args: readonly string[]): Promise<string> {
    return this.run('terraform', ...args)
  }

  /** @throws Error with the plan if it has changes */
  async expectNoChanges(): Promise<void> {
    await this.terraform('plan', '-detailed-exitcode')
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }
}

/** The configurations of the documentation. The second replaces the key of the first. */
export const [configuration = '', encrypted = ''] = examples('Terraform', 'hcl')

/** The first configuration with another key. */
export const withKey = (key: string): string =>
  `${configuration.slice(0, configuration.indexOf('resource "yandex_iam_service_account_api_key"'))}${key}`
