/** What an error says to the person who meets it: what is wrong, and the next step. */
export interface Said {
  readonly message: string
  readonly hint: string
}

/** In English, and the same in Swedish. */
export interface InBoth extends Said {
  readonly swedish: Said
}
