export const name = "test-fixtures"
