/** The mock's administrator token. It protects nothing: all data is in the browser. */
export const mockAdministratorToken = 'mock-administrator-token'
