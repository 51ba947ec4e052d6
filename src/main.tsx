import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from '#console/app/app.tsx'
import { startLanguage } from '#console/i18n/i18n.ts'

const startMock = async (): Promise<ReactNode> => {
  // A build without the mock has no trace of it: the condition is a constant there.
  if (import.meta.env.MODE !== 'mock') return null
  const { start } = await import('#mocks/start.tsx')
  return start()
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const [mockBadge] = await Promise.all([startMock(), startLanguage()])
createRoot(root).render(<App mockBadge={mockBadge} />)
