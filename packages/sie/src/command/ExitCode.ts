/** What the exit code of `sie` says. */

/** The file was read, and nothing is wrong with it. */
export const fine = 0
/** Something is wrong with the file, or it is no SIE file. */
export const findings = 1
/** The command line is wrong, or the file cannot be opened. */
export const usage = 2
/** Ended by Ctrl-C or a signal. */
export const interrupted = 130

/** For the help of every command. */
export const help =
  "Exit codes: 0 nothing is wrong; 1 something is wrong with the file; 2 the command line is wrong, or the file cannot be opened."
