/** A small table with a column of each kind, one of them personal. */
import type { Column, Table } from "@amili-cases/sheets/Column"

export interface Order {
  readonly number: string
  readonly customer: string
  readonly contact: string
  readonly currency: string
  readonly sentOn: string
  readonly parcels: number
  readonly price: bigint
  readonly link: string
}

export const order = (index: number, more: Partial<Order> = {}): Order => ({
  number: String(index).padStart(24, "0"),
  customer: "Åkeri & Söner <AB>",
  contact: "Åsa Ek",
  currency: index % 3 === 0 ? "NOK" : "SEK",
  sentOn: "2025-03-30",
  parcels: 79,
  price: BigInt(index) * 1234n - 5000n,
  link: `https://shop.example/orders?number=${index}&lang=sv`,
  ...more,
})

const columns: ReadonlyArray<Column<Order>> = [
  {
    key: "order_number",
    kind: "id",
    header: { sv: "Ordernummer", en: "Order number" },
    about: "",
    width: 27,
    value: (row) => row.number,
  },
  {
    key: "customer",
    kind: "text",
    header: { sv: "Kund", en: "Customer" },
    about: "",
    width: 30,
    value: (row) => row.customer,
  },
  {
    key: "contact",
    kind: "text",
    header: { sv: "Kontakt", en: "Contact" },
    about: "",
    width: 30,
    personal: true,
    value: (row) => row.contact,
  },
  {
    key: "currency",
    kind: "enum",
    header: { sv: "Valuta", en: "Currency" },
    about: "",
    width: 8,
    value: (row) => row.currency,
  },
  {
    key: "sent_on",
    kind: "date",
    header: { sv: "Skickad", en: "Sent on" },
    about: "",
    width: 12,
    value: (row) => row.sentOn,
  },
  {
    key: "parcels",
    kind: "integer",
    header: { sv: "Kollin", en: "Parcels" },
    about: "",
    width: 8,
    value: (row) => row.parcels,
  },
  {
    key: "price",
    kind: "money",
    header: { sv: "Pris", en: "Price" },
    about: "",
    width: 14,
    value: (row) => row.price,
  },
  {
    key: "link",
    kind: "link",
    header: { sv: "Länk", en: "Link" },
    about: "",
    width: 20,
    value: (row) => row.link,
  },
]

export const orders: Table<Order> = {
  name: "orders",
  columns,
  currency: (row) => row.currency,
  amount: (row) => row.price,
}
