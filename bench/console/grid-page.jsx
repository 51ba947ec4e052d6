// Built by grid.ts in a folder of its own, where these packages are; `#rows` is rows.ts.
import { DataGrid } from '@mui/x-data-grid'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

import { benchKey, keyCount } from '#rows'

// The rows are at hand here, while the console fetches them page by page: that is in the grid's favour.
const rows = Array.from({ length: keyCount }, (_, n) => benchKey(n))
const column = (field, width, valueGetter) => ({ field, headerName: field, width, ...(valueGetter && { valueGetter }) })
const date = (at) => at ?? ''
const columns = [
  column('maskedSecret', 144),
  column('id', 224),
  column('description', 260),
  column('scopes', 260, (scopes) => scopes.join(' ')),
  column('createdAt', 200, date),
  column('lastUsedAt', 200, date),
  column('expiresAt', 200, date),
]

const Page = () => {
  const [search, setSearch] = useState('')
  const words = search.split(/\s+/).filter(Boolean)
  return (
    <>
      <input type="search" aria-label="Search" value={search} onChange={(event) => setSearch(event.target.value)} />
      <div style={{ height: 560 }}>
        <DataGrid
          rows={rows}
          columns={columns}
          // The free edition has no more than 100 rows a page.
          initialState={{ pagination: { paginationModel: { pageSize: 100, page: 0 } } }}
          pageSizeOptions={[100]}
          filterModel={{ items: [], quickFilterValues: words }}
        />
      </div>
    </>
  )
}

createRoot(document.getElementById('root')).render(<Page />)
