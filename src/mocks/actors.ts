/** The administrator's token of the mock: it guards nothing, everything behind it lives in the browser. */
export const mockAdministratorToken = 'mock-administrator-token'
