import { histories } from "../support/history/suite.ts"

histories(2, 4)
