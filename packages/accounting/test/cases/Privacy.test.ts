import { describe, expect, it } from "@effect/vitest"
import { maskName, maskNumber } from "@amili-cases/accounting/cases/Privacy"
import { mask } from "@amili-cases/accounting/cases/MaskedSource"

/** Numbers that are made up, and what is shown of each. */
const people = {
  // Swedish, with and without century; a hundred years old; a sole trader's organisation number is one of these.
  "199001011234": "19900101-****",
  "19900101-1234": "19900101-****",
  "900101-1234": "900101-****",
  "900101+1234": "900101+****",
  "9001011234": "900101-****",
  // Co-ordination numbers: the day of birth and 60.
  "19900161-1234": "19900161-****",
  "900191-1234": "900191-****",
  // Danish and Finnish ones of digits begin with a date of birth, too.
  "010190-1234": "010190-****",
  // Mistyped: no such day or month, a digit too many or too few, letters.
  "900132-1234": "****",
  "900192-1234": "****",
  "900001-1234": "****",
  "901301-1234": "****",
  "19900101-123": "****",
  "19900101-12345": "****",
  "9001O1-1234": "****",
  // An organisation number whose check digit is wrong, as of a person's with a mistyped month.
  "556036-0794": "****",
  "902101-1236": "****",
  "165560360794": "****",
  // Estates of dead people, and first digits that no company has.
  "132001-1238": "****",
  "442001-1239": "****",
  // Foreign: Norwegian, Finnish, Polish, Czech, Bulgarian (born after 2000), Baltic, Italian, British.
  "01019012345": "****",
  "131052-308T": "****",
  "44051401359": "****",
  "905512/1234": "****",
  "0143123456": "****",
  "38001085718": "****",
  RSSMRA80A01H501U: "****",
  "QQ 12 34 56 C": "****",
  // Anything else.
  "337459504728": "****",
  "": "****",
  "no number": "****",
  "Anna Svensson 556036-0793": "****",
}

const companies = ["556036-0793", "165560360793", "5560360793", "212000-0142", "802002-4280", "969663-7033"]

describe("a masked number", () => {
  it.each(Object.entries(people))("of a person, or of what could be one, is not shown: %s", (number, shown) => {
    expect(maskNumber(number)).toBe(shown)
    expect(maskName("Märta Åkerlöf", number)).toBe("M. Å.")
  })

  it.each(companies)("of a company is shown, and with it the name: %s", (number) => {
    expect(maskNumber(number)).toBe(number)
    expect(maskName("Åkeri AB", number)).toBe("Åkeri AB")
  })

  it("is missing: the name is a person's", () => {
    expect(maskName("Anna-Lena Öberg 3", undefined)).toBe("A. L. Ö.")
  })
})

describe("a masked document", () => {
  it.each([
    ['{"customer_name": "Åkeri AB", "customer_id_number": "556036-0793"}', undefined],
    [
      '{"customer_name":"M\\u00e4rta B","customer_id_number":"900101-1234"}',
      '{"customer_name":"M. B.","customer_id_number":"900101-****"}',
    ],
    [
      '{"customer_id_number": 9001011234, "customer_name": null}',
      '{"customer_id_number": "900101-****", "customer_name": null}',
    ],
    ['{"cust\\u006fmer_name": "Anna B", "x": 1.50}', '{"cust\\u006fmer_name": "A. B.", "x": 1.50}'],
    [
      '{"customer_name": {"first": "Anna"}, "customer_id_number": ["900101-1234"]}',
      '{"customer_name": "", "customer_id_number": "****"}',
    ],
    ['{"debt": {"x": "customer_name"}}', undefined],
  ])("has nothing of a person: %s", (source, masked) => {
    expect(mask(source)).toBe(masked ?? source)
  })
})
