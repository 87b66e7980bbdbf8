/** The company that the vouchers belong to. */
import * as Schema from "effect/Schema"

/** `#ADRESS` */
export const Address = Schema.Struct({
  contact: Schema.optional(Schema.NonEmptyString),
  street: Schema.optional(Schema.NonEmptyString),
  postal: Schema.optional(Schema.NonEmptyString),
  phone: Schema.optional(Schema.NonEmptyString),
})
export type Address = typeof Address.Type

/** The company as a file names it; only what the file says. */
export const Company = Schema.Struct({
  /** `#FNAMN` */
  name: Schema.optional(Schema.NonEmptyString),
  /** `#ORGNR`, written `556677-8899`. */
  organisationNumber: Schema.optional(Schema.NonEmptyString),
  /** Second and third field of `#ORGNR`, where one person has several companies. */
  acquisitionNumber: Schema.optional(Schema.NonEmptyString),
  businessNumber: Schema.optional(Schema.NonEmptyString),
  /** `#FNR`: what the program calls the company inside. */
  id: Schema.optional(Schema.NonEmptyString),
  /** `#FTYP`: the form of the company, such as `AB`. */
  type: Schema.optional(Schema.NonEmptyString),
  /** `#BKOD`: the line of business. */
  industryCode: Schema.optional(Schema.NonEmptyString),
  address: Schema.optional(Address),
})
export type Company = typeof Company.Type
