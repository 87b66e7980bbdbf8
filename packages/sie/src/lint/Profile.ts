/** What the programs that import SIE files accept, beyond the standard. From their public documentation, read in 2026. */

/** What one program accepts. */
export interface Profile {
  readonly title: string
  /** The most characters of a voucher's or a transaction's text. */
  readonly longestText: number | undefined
  /** Account classes (first digits) that are refused. */
  readonly refusedClasses: ReadonlyArray<string>
  /** Whether a file may have vouchers of one fiscal year only. */
  readonly oneFiscalYear: boolean
  /** Records whose fields must not stand in quotation marks. */
  readonly unquoted: ReadonlyArray<string>
  /** Whether an organisation number without hyphen is refused. */
  readonly needsHyphen: boolean
  /** Whether cost centres may be mandatory, so that transactions without one stand out. */
  readonly costCentres: boolean
  /** What no file shows, and a person should know before importing. */
  readonly notes: ReadonlyArray<string>
}

const generic: Profile = {
  title: "any program",
  longestText: undefined,
  refusedClasses: [],
  oneFiscalYear: false,
  unquoted: [],
  needsHyphen: false,
  costCentres: false,
  notes: [],
}

/** The programs whose limits are known; `generic` is the standard alone. */
export const profiles = {
  generic,
  fortnox: {
    ...generic,
    title: "Fortnox",
    longestText: 50,
    unquoted: ["#FLAGGA", "#SIETYP", "#ORGNR", "#FORMAT"],
    costCentres: true,
    notes: [
      "Fortnox shows count and sums before it imports: compare them.",
      "Fortnox undoes only the latest import, and only while nothing has been booked in its series since: use a series of its own.",
    ],
  },
  visma: {
    ...generic,
    title: "Visma eEkonomi",
    refusedClasses: ["9"],
    needsHyphen: true,
  },
  bokio: {
    ...generic,
    title: "Bokio",
    oneFiscalYear: true,
    notes: ["Bokio does not notice when a file is imported a second time."],
  },
  bl: {
    ...generic,
    title: "Björn Lundén",
    oneFiscalYear: true,
    notes: ["Björn Lundén refuses vouchers of a closed period."],
  },
} satisfies Record<string, Profile>

/** The name by which a program is chosen, such as `fortnox`. */
export type ProfileName = keyof typeof profiles

/** All names, `generic` first. */
export const names: readonly [ProfileName, ...ReadonlyArray<ProfileName>] = [
  "generic",
  "fortnox",
  "visma",
  "bokio",
  "bl",
]
