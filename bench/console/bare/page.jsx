// The console's libraries at work with as little as possible: a route, a query, the theme, one table.
import Link from '@mui/material/Link'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, Link as RouterLink, RouterProvider } from 'react-router-dom'

const columns = ['name', 'id', 'description', 'status', 'createdAt', 'lastAuthenticatedAt', 'expiresAt']

const Page = () => {
  const { data } = useQuery({ queryKey: ['rows'], queryFn: async () => (await fetch('/rows.json')).json() })
  return (
    <Table>
      <TableHead>
        <TableRow>
          {columns.map((column) => (
            <TableCell key={column}>{column}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {data?.map((row) => (
          <TableRow key={row.id} data-id={row.id}>
            {columns.map((column) => (
              <TableCell key={column}>
                {column === 'name' ? (
                  <Link component={RouterLink} to={`/${row.id}`}>
                    {row.name}
                  </Link>
                ) : (
                  row[column]
                )}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const router = createBrowserRouter([{ path: '*', element: <Page /> }])

createRoot(document.getElementById('root')).render(
  <ThemeProvider theme={createTheme({ cssVariables: true })}>
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </ThemeProvider>,
)
