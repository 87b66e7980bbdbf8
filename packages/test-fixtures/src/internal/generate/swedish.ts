/** Words and numbers of Swedish life. Identity numbers come from the series that the tax agency reserves for tests. */

export const firstNames =
  "Anna Erik Maria Lars Karin Mikael Kristina Anders Lena Johan Emma Per Kerstin Nils Sara Karl Eva Mohammed Linnéa Björn Åsa Göran Märta Östen Ingrid Fatima Viktor Elsa Amir Sofia Håkan Birgitta Oskar Maja Ali Wilma Sixten Zoë Agneta Hugo".split(
    " ",
  )

export const lastNames =
  "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström Lindqvist Lindgren Berg Axelsson Bergström Lundberg Lund Lundgren Mattsson Åkerlöf Öberg Sjögren Wallin Nyström Ahmed Hassan Björklund Ek Söderberg Hägg".split(
    " ",
  )

export const creditorNames = [
  "Fjällvinds Elhandel AB",
  "Mälardalens Bredband AB",
  "Skärgårdens Båtplatser ek. för.",
  "Tandhälsan i Växjö AB",
  "Österlens Vatten & Avlopp AB",
  "Gymkompaniet Sverige AB",
  "Bostads AB Kronhusen",
  "Norrskens Försäkring AB",
  "Parkera Enkelt i Göteborg AB",
  "Klädkammaren Online AB",
  "Dalarnas Däckservice HB",
  "Veterinärhuset Åre AB",
  "Läsglädje Förlag AB",
  "Hyrmaskiner i Småland AB",
  "Solrosens Förskola AB",
  "Cykelbutiken Två Hjul AB",
  "Kvarterets Kaffe AB",
  "Flytt & Städ i Uppsala AB",
  "Trygg Hemlarm Sverige AB",
  "Sommarens Camping AB",
]

export const companyNames = [
  "Bygg & Kakel",
  "Åkeri",
  "Redovisning",
  "Plåt",
  "Pizzeria",
  "Måleri",
  "Konsult",
  "Trädgård",
]

export const descriptions = [
  "Elförbrukning",
  "Bredband",
  "Hyra",
  "Medlemskap",
  "Tandvård",
  "Parkering",
  "Köp i webbutik",
  "Försäkring",
  "Vatten och avlopp",
  "Däckbyte",
]

/** The digit that makes a row of digits pass the Luhn check. */
export const luhn = (digits: string): string => {
  let sum = 0
  for (let i = digits.length - 1, double = true; i >= 0; i--, double = !double) {
    const value = Number(digits[i]) * (double ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return String((10 - (sum % 10)) % 10)
}

/** A personal identity number of somebody who does not exist (birth numbers 980-989 are for tests). */
export const personalNumber = (dayOfLife: number, serial: number): string => {
  const date = new Date(Date.UTC(1940, 0, 1) + dayOfLife * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "")
  const birth = String(980 + (serial % 10))
  return `${date}-${birth}${luhn(date.slice(2) + birth)}`
}

/** An organisation number of the form that limited companies have. */
export const organisationNumber = (serial: number): string => {
  const digits = `559${String(serial % 1_000_000).padStart(6, "0")}`
  return `${digits.slice(0, 6)}-${digits.slice(6)}${luhn(digits)}`
}
