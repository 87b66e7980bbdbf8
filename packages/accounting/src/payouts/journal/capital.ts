/** Which lines count as recovered: the same for closed runs, for the trend of open ones and for a reconciliation. */
import type { SqlClient } from "@effect/sql/SqlClient"

/** Of `line_event AS line`: the latest event of a capital line that is not gone, whether or not it is paid out yet. */
export const isCapital = (sql: SqlClient) =>
  sql`line.category = 'capital' AND line.state <> 'gone'
      AND NOT EXISTS (SELECT 1 FROM line_event AS later WHERE later.profile = line.profile
        AND later.line_id = line.line_id AND later.revision > line.revision)`
