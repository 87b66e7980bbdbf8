/** Why a fleet cannot work, in English alone: those who run one read logs. */
import * as JournalError from "@amili-cases/export-engine/database/JournalError"

export const because = (message: string, hint: string): JournalError.JournalError =>
  JournalError.because({ en: [message, hint], sv: [message, hint] })
