export * as AmiliConfig from "./AmiliConfig.ts"
export * as ApiError from "./ApiError.ts"
export * as Credentials from "./Credentials.ts"
export * as TokenStore from "./TokenStore.ts"
