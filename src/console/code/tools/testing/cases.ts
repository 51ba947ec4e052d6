import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'

/** Texts that are known to break quoting. */
export const nastyTexts: readonly string[] = [
  'plain',
  '',
  ' spaces  at both ends ',
  `it's "quoted"`,
  `'; rm -rf ~ #`,
  `'"'"'\\'''`,
  '$HOME ${HOME} $(id) `id` $((1+1))',
  '$${x} $$${x} ${ %{ %%{x} %%%{ if } $% %${x} ~{',
  'back\\slash \\n \\u0041 \\\\\' \\" \\',
  'line one\nline two\n',
  'tab\tcarriage\rreturn',
  'bell\u0007 escape\u001B[31m delete\u007F next line\u0085 \u0003rm -rf ~\n',
  'separators\u2028\u2029 and \uFEFF',
  'right to left \u202Etxt.exe\u2066 \u061C',
  'hidden tag \u{E0041}\u{E007F}',
  'emoji 👩‍💻 🇷🇺, שלום, سلام, Привет',
  '-x',
  '--help',
  '~root',
  '!! !$ history',
  '* ? [a] {a,b} & | ; < > ( )',
  '=ls',
  '@/etc/passwd',
  '%s %d',
  '#{ruby} {{mustache}} </script> <!-- -->',
  'x'.repeat(256),
]

export const apiKey: ApiKey = {
  id: 'aje0key0000000000000',
  serviceAccountId: 'aje0account000000000',
  createdAt: '2026-11-01T10:00:00Z',
  description: 'sends mail',
  scopes: ['yc.postbox.send'],
  expiresAt: '2027-01-01T21:00:00Z',
  maskedSecret: '****aaaaaa',
}

export const account: ServiceAccount = {
  id: 'aje0account000000000',
  folderId: 'b1g0folder0000000000',
  createdAt: '2026-11-01T10:00:00Z',
  name: 'my-robot',
  description: 'a robot',
  labels: { env: 'prod', team: 'core' },
  status: 'ACTIVE',
}
