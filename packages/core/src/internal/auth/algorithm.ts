/** The signatures the API accepts. */
export type Algorithm = "ES256" | "ES384" | "ES512" | "RS256" | "RS384" | "RS512"
