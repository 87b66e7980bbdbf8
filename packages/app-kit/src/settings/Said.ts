/** What a problem with the settings says to a person, in English and Swedish. */
export interface Said {
  readonly message: string
  readonly hint?: string | undefined
}

export interface InBoth extends Said {
  readonly swedish: Said
}
