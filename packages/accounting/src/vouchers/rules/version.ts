/** Which rules a voucher was made by: one more whenever the rules of this program change what they book. */
export const ruleVersion = 1
