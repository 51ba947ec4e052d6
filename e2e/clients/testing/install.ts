import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { examples } from './document.ts'
import { run } from './run.ts'

/** The installed tools by name. `path` is a program, or a folder of programs. */
export type Tools = Readonly<Record<'python' | 'go' | 'grpcurl' | 'terraform', Tool>>

/** `missing` is the reason. */
type Tool = { readonly path: string } | { readonly missing: string }

const versions = { python: '0.413.0', grpcurl: '1.9.4' }

const cacheOfSystem = (): string => {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches')
  return process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
}
const cache = process.env['KEYRACK_CLIENTS_CACHE'] ?? join(cacheOfSystem(), 'keyrack-clients')

/** Installs what is missing, and prints each tool with the time it took or the reason why it is skipped. */
export const installTools = async (): Promise<Tools> => ({
  python: await attempt('Python SDK', pythonSdk),
  go: await attempt('Go SDK', goPrograms),
  grpcurl: await attempt('grpcurl', grpcurl),
  terraform: await attempt('Terraform', terraform),
})

const attempt = async (name: string, install: () => Promise<string>): Promise<Tool> => {
  const start = performance.now()
  try {
    const path = await install()
    console.log(`${name}: ready after ${((performance.now() - start) / 1000).toFixed(1)} s`)
    return { path }
  } catch (error) {
    const missing = error instanceof Error ? error.message : String(error)
    console.log(`${name}: skipped. ${missing}`)
    return { missing }
  }
}

const pythonSdk = async (): Promise<string> => {
  const folder = join(cache, `python-${versions.python}`)
  const python = join(folder, 'bin/python')
  const complete = join(folder, 'complete')
  if (!existsSync(complete)) {
    await run('python3', ['-m', 'venv', '--clear', folder])
    await run(python, ['-m', 'pip', 'install', '--quiet', `yandexcloud==${versions.python}`])
    writeFileSync(complete, '')
  }
  return python
}

/** Builds the programs of `e2e/clients/go` and those of the documentation. Go's own cache makes this quick. */
const goPrograms = async (): Promise<string> => {
  const source = join(cache, 'go')
  rmSync(source, { recursive: true, force: true })
  cpSync('e2e/clients/go', source, { recursive: true })
  const [example = '', plaintext = ''] = examples('Go', 'go')
  const programs = {
    example,
    'example-plaintext': example
      .replace(/^\t\toptions\.WithDiscoveryEndpoint\(.*\),\n/m, `${plaintext.trimEnd()},\n`)
      .replace('"127.0.0.1:8080"', 'os.Getenv("YC_ENDPOINT")')
      .replace(
        '\t"github.com/yandex-cloud/go-sdk/v2/pkg/options"',
        '\t"github.com/yandex-cloud/go-sdk/v2/pkg/endpoints"\n$&',
      ),
  }
  for (const [name, code] of Object.entries(programs)) {
    mkdirSync(join(source, name))
    writeFileSync(join(source, name, 'main.go'), code)
  }
  const programFolder = join(cache, 'go-programs')
  await run('go', ['build', '-o', `${programFolder}/`, './...'], { cwd: source })
  return programFolder
}

const grpcurl = async (): Promise<string> => {
  const folder = join(cache, `grpcurl-${versions.grpcurl}`)
  const program = join(folder, 'grpcurl')
  if (!existsSync(program)) {
    const module = `github.com/fullstorydev/grpcurl/cmd/grpcurl@v${versions.grpcurl}`
    await run('go', ['install', module], { env: { GOBIN: folder } })
  }
  return program
}

/** @returns Terraform's configuration file */
const terraform = async (): Promise<string> => {
  await run('terraform', ['version'])
  mkdirSync(join(cache, 'terraform'), { recursive: true })
  const configuration = join(cache, 'terraform.rc')
  const provider = process.env['KEYRACK_TERRAFORM_PROVIDER']
  if (provider !== undefined) {
    const overrides = `dev_overrides { "yandex-cloud/yandex" = ${JSON.stringify(dirname(provider))} }`
    writeFileSync(configuration, `provider_installation {\n  ${overrides}\n  direct {}\n}\n`)
    return configuration
  }
  writeFileSync(configuration, `plugin_cache_dir = ${JSON.stringify(join(cache, 'terraform'))}\n`)
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-terraform-'))
  try {
    writeFileSync(join(folder, 'main.tf'), examples('Terraform', 'hcl')[0] ?? '')
    await run('terraform', ['init', '-no-color', '-input=false'], {
      cwd: folder,
      env: { TF_CLI_CONFIG_FILE: configuration },
    })
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error)
    const [, reason = output] = /^Error: (.*?)\n\nTo see/ms.exec(output) ?? []
    throw new Error(reason.replaceAll(/\s+/g, ' '), { cause: error })
  } finally {
    rmSync(folder, { recursive: true })
  }
  return configuration
}
