/** Apart from the schema of cases, so that a browser that shows a link loads no Schema. */
import type * as Brand from "effect/Brand"

/** Where a person opens the case in Amili's web app. */
export const link = (id: string & Brand.Brand<"CaseId">): string => `https://app.amili.se/open?resource=cases&id=${id}`
