/** Addresses of the desk. Every page of a profile names it. */

/** `/p/demo/cases?state=paused`: a parameter that is empty or absent is left out. */
export const of = (
  profile: string,
  path: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
): string => {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== "") given.set(name, value)
  return `/p/${encodeURIComponent(profile)}${path}${given.size === 0 ? "" : `?${given.toString()}`}`
}
