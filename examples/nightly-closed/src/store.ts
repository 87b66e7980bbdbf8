/** The reader's own store. Rows and checkpoint are one transaction: a run that dies leaves both as they were. */
import Database from "libsql"

/** Amounts are the API's, digit by digit, as text: SQLite's numbers are floats. */
export interface Row {
  readonly invoice: string | undefined
  readonly closed: string | undefined
  readonly reason: string | undefined
  readonly settlement: string
  readonly currency: string | undefined
  readonly remainingCapital: string | undefined
}

const tables = `
create table if not exists closed_case (
  id text primary key, invoice text, closed text, reason text, settlement text not null, currency text, remaining_capital text,
  reopened integer not null default 0
);
create table if not exists checkpoint (id integer primary key check (id = 1), text text not null);
`

export class Store {
  readonly #database: Database.Database

  /** Opens the database, and the transaction that `commit` ends. */
  constructor(file: string) {
    this.#database = new Database(file)
    this.#database.exec(tables)
    this.#database.exec("begin immediate")
  }

  checkpoint(): string | undefined {
    const row: unknown = this.#database.prepare("select text from checkpoint").get()
    return typeof row === "object" && row !== null && "text" in row ? String(row.text) : undefined
  }

  put(
    id: string,
    { closed, currency, invoice, reason, remainingCapital, settlement }: Row,
  ): "new" | "changed" | "known" {
    const values = [invoice, closed, reason, settlement, currency, remainingCapital].map((value) => value ?? null)
    const inserted = this.#database
      .prepare("insert into closed_case values (?, ?, ?, ?, ?, ?, ?, 0) on conflict do nothing")
      .run(id, ...values)
    if (inserted.changes > 0) return "new"
    const updated = this.#database
      .prepare(
        `update closed_case set (invoice, closed, reason, settlement, currency, remaining_capital, reopened) = (?, ?, ?, ?, ?, ?, 0)
         where id = ? and (invoice, closed, reason, settlement, currency, remaining_capital, reopened) is not (?, ?, ?, ?, ?, ?, 0)`,
      )
      .run(...values, id, ...values)
    return updated.changes > 0 ? "changed" : "known"
  }

  /** How many rows that changes: none where the case was never closed, or is known to be open again. */
  reopen(id: string): number {
    return this.#database.prepare("update closed_case set reopened = 1 where id = ? and reopened = 0").run(id).changes
  }

  commit(checkpoint: string): void {
    this.#database.prepare("insert or replace into checkpoint values (1, ?)").run(checkpoint)
    this.#database.exec("commit")

    this.#database.close()
  }
}
