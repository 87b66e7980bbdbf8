/** Days after its closing by which the lines of a case have normally come. */
export const normalWait = 14
